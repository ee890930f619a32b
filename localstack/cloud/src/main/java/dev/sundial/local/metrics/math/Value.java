package dev.sundial.local.metrics.math;

import java.util.List;

/** What a part of an expression is worth. */
sealed interface Value {
  /** Data points of an array, which is held whole while its members are made of others. */
  long MOST_POINTS = 10L * Grid.MOST_POINTS;

  record Scalar(double value) implements Value {}

  record One(TimeSeries series) implements Value {}

  record Many(List<TimeSeries> series) implements Value {
    public Many {
      series = List.copyOf(series);
      long points = 0;
      for (TimeSeries one : series) {
        points += one.size();
      }
      if (points > MOST_POINTS) {
        throw MathException.tooMany(points, MOST_POINTS);
      }
    }
  }

  /** A text, or a word that only some functions understand. */
  record Text(String text) implements Value {}

  /** How AWS calls its type. */
  default String type() {
    return switch (this) {
      case Scalar scalar -> "Scalar";
      case One one -> "TimeSeries";
      case Many many -> "TimeSeries[]";
      case Text text -> "String";
    };
  }
}
