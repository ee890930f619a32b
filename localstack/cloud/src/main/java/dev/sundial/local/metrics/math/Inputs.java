package dev.sundial.local.metrics.math;

import java.util.List;

/** What the names of an expression mean. */
public interface Inputs {

  /**
   * The series of an id: one of a metric, one or many of an expression.
   *
   * @throws MathException when there is none of that id
   */
  List<TimeSeries> named(String id);

  /** The series of all metrics whose id contains a text, in the order they are asked for. */
  List<TimeSeries> metrics(String part);
}
