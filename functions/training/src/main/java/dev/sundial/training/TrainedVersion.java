package dev.sundial.training;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Partition;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.registry.Candidate;

/**
 * A version whose artefacts are written and that is ready to be registered.
 *
 * @param candidate what is offered to the registry
 * @param data what it was made from
 * @param parts which rows it was fitted on and tested on
 * @param training how good it is on the training part
 * @param test how good it is on the test part
 */
record TrainedVersion(
    Candidate candidate, Dataset data, Partition parts, Evaluation training, Evaluation test) {}
