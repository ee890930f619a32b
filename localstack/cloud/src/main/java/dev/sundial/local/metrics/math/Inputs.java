package dev.sundial.local.metrics.math;

import java.util.List;

/** What the names of an expression mean. */
public interface Inputs {

  /**
   * What an id is worth: one series of a metric, one or an array of an expression.
   *
   * @throws MathException when there is none of that id
   */
  Evaluated named(String id);

  /** The series of all metrics whose id contains a text, in the order they are asked for. */
  List<TimeSeries> metrics(String part);
}
