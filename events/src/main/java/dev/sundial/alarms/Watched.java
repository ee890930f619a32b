package dev.sundial.alarms;

import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;

/** The metric an alarm watches. */
public sealed interface Watched {

  /** One of ours, of the alarm's model. */
  record Custom(Metric metric) implements Watched {}

  /**
   * One of ours by what the model predicts: accuracy of a classification, R² of a regression; of
   * both, more is better.
   */
  record Quality(Metric classification, Metric regression) implements Watched {}

  /**
   * One that AWS publishes.
   *
   * @param of what it is of, as the table says it, such as "the training function"
   */
  record Vended(VendedMetric metric, String of) implements Watched {}
}
