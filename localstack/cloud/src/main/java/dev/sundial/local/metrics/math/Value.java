package dev.sundial.local.metrics.math;

import java.util.List;

/** What a part of an expression is worth. */
sealed interface Value {

  record Scalar(double value) implements Value {}

  record One(TimeSeries series) implements Value {}

  record Many(List<TimeSeries> series) implements Value {
    public Many {
      series = List.copyOf(series);
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
