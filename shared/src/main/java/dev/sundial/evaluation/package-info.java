/**
 * How good a model is on rows it is given: accuracy, per-class measures, confusion matrix and log
 * loss of a classifier, RMSE, MAE and R² of a regression. Upstream are the dataset and the scorer;
 * downstream the registry keeps the headline metrics and a promotion may compare them.
 */
@NullMarked
package dev.sundial.evaluation;

import org.jspecify.annotations.NullMarked;
