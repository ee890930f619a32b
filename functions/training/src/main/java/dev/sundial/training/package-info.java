/**
 * The training function: one event in, one recorded answer out. {@link
 * dev.sundial.training.TrainingHandler} decodes and encodes, {@link
 * dev.sundial.training.TrainingWorkflow} is the life of a run; the dataset, the registry and the
 * scorers come from the shared module, fitting from {@code dev.sundial.training.fit}.
 */
@NullMarked
package dev.sundial.training;

import org.jspecify.annotations.NullMarked;
