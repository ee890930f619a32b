package dev.sundial.cli;

import java.util.Arrays;
import java.util.Optional;

/**
 * What serving is to reach: a figure of ours, or its ratio to somebody else's. It is printed beside
 * what was measured and fails nothing: a busy machine misses it too.
 */
enum ServingTarget {
  EVENT_TO_RESPONSE("event to response, median", "sundial", Bound.AT_MOST, 20, "µs"),
  LINEAR_ROW("a row in a batch of 1,000, logistic-regression", "sundial", Bound.AT_MOST, 1, "µs"),
  TREE_ROW("a row in a batch of 1,000, cart", "sundial", Bound.AT_MOST, 10, "µs"),
  FOREST_ROW("a row in a batch of 1,000, random-forest", "sundial", Bound.AT_MOST, 10, "µs"),
  BOOSTED_ROW("a row in a batch of 1,000, gradient-boosting", "sundial", Bound.AT_MOST, 10, "µs"),
  START_TO_CALLS(
      "process start to first answer", "the same two calls by our clients", Bound.AT_MOST, 1.5, ""),
  START_TO_SDK_CALLS(
      "process start to first answer", "the same two calls by the SDK", Bound.AT_MOST, 1.5, ""),
  START_TO_PYTHON(
      "process start to first answer", "a python3 with scikit-learn", Bound.AT_MOST, 1, ""),
  RESTORE("restore to first answer", "sundial", Bound.AT_MOST, 20, "ms"),
  WARM("warm invocations, one at a time", "a handler that does nothing", Bound.AT_LEAST, 0.9, "");

  private enum Bound {
    AT_MOST,
    AT_LEAST
  }

  private final String what;
  private final String by;
  private final Bound bound;
  private final double limit;
  private final String unit;

  ServingTarget(String what, String by, Bound bound, double limit, String unit) {
    this.what = what;
    this.by = by;
    this.bound = bound;
    this.limit = limit;
    this.unit = unit;
  }

  /** The target of a figure, or of the ratio to it. */
  static Optional<ServingTarget> of(String what, String by) {
    return Arrays.stream(values())
        .filter(target -> target.what.equals(what) && target.by.equals(by))
        .findFirst();
  }

  /**
   * @param value a figure or a ratio, as the target is about
   */
  boolean isMet(double value) {
    return switch (bound) {
      case AT_MOST -> value <= limit;
      case AT_LEAST -> value >= limit;
    };
  }

  /** Such as {@code ≤ 1.5}. */
  String text() {
    String number = limit == Math.rint(limit) ? "" + (long) limit : "" + limit;
    String sign =
        switch (bound) {
          case AT_MOST -> "≤ ";
          case AT_LEAST -> "≥ ";
        };
    return (sign + number + " " + unit).strip();
  }
}
