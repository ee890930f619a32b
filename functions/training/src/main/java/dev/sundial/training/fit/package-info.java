/**
 * Fitting models with Tribuo: a dataset's training part becomes a {@link
 * dev.sundial.training.fit.FittedModel}, which is a Tribuo model and the scorer that says the same.
 * A trainer is a constant of {@link dev.sundial.spec.TrainerKind}, a class here, and its line in
 * {@link dev.sundial.training.fit.Fitting#of}. Nothing outside this package knows Tribuo.
 */
@NullMarked
package dev.sundial.training.fit;

import org.jspecify.annotations.NullMarked;
