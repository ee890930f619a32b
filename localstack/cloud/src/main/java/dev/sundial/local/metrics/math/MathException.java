package dev.sundial.local.metrics.math;

/** An expression that cannot be read, or cannot be evaluated; the message says why. */
public final class MathException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MathException(String message) {
    super(message, null, false, false);
  }

  /** An expression names what there is none of. */
  public static MathException unknown(String id) {
    return new MathException("Unknown identifier '" + id + "'");
  }

  /** Expressions that are made of each other. */
  public static MathException circular(String id) {
    return new MathException("Circular reference to '" + id + "'");
  }

  /** An expression whose final result is no series. */
  static MathException noSeries(String type) {
    return new MathException(
        "The final result must be a time series or an array of time series, not a " + type);
  }

  /** More than can be held at once. */
  static MathException tooMany(long points, long most) {
    return new MathException(
        "The expression makes %,d data points or more, the local cloud's limit is %,d"
            .formatted(points, most));
  }

  /** An expression that makes several series where one is wanted. */
  public static MathException several() {
    return new MathException("The expression must return a single time series");
  }

  /** The message; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
