/**
 * How good a model is: accuracy, per-class measures, confusion matrix and log loss of a scorer on
 * rows it is given. Upstream are the dataset and the scorer; downstream the registry keeps the
 * headline metrics and a promotion may compare them.
 */
@NullMarked
package dev.sundial.evaluation;

import org.jspecify.annotations.NullMarked;
