package dev.sundial.slack;

import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of metrics, in the words of what they measure. */
final class Measures {
  /** The newest data point that a reason names: {@code [36.1 (20/11/26 15:15:00), …}. */
  private static final Pattern NEWEST = Pattern.compile("\\[(-?[0-9][0-9.]*(?:E-?[0-9]+)?) \\(");

  private static final double SECOND = 1_000;

  private Measures() {}

  private enum Form {
    HOURS,
    FRACTION,
    MESSAGES,
    TIMES,
    MILLIS,
    NUMBER
  }

  /** Such as {@code 36.1 h}, {@code 0.7833}, {@code 2 messages}. */
  static String words(Notice.Measured measured, double value) {
    return switch (form(measured)) {
      case HOURS -> format("%.1f h", value);
      case FRACTION -> format("%.4f", value);
      case MESSAGES -> counted(value, "message");
      case TIMES -> counted(value, "time");
      case MILLIS -> value < SECOND ? format("%.0f ms", value) : format("%.1f s", value / SECOND);
      case NUMBER -> number(value);
    };
  }

  /** Such as {@code above 36.0 h}. */
  static String bound(Notice.Measured measured) {
    String words = words(measured, measured.threshold());
    return switch (measured.comparison()) {
      case "GreaterThanThreshold" -> "above " + words;
      case "GreaterThanOrEqualToThreshold" -> "at or above " + words;
      case "LessThanThreshold" -> "below " + words;
      case "LessThanOrEqualToThreshold" -> "at or below " + words;
      default -> words;
    };
  }

  /** What the reason of a change says the metric was; empty when it names no data point. */
  static Optional<Double> newest(String reason) {
    Matcher found = NEWEST.matcher(reason);
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.parseDouble(found.group(1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? format("%,.0f", value)
        : format("%.4g", value);
  }

  private static Form form(Notice.Measured measured) {
    if (measured.namespace().equals(Metric.NAMESPACE)) {
      for (Metric metric : Metric.values()) {
        if (metric.metricName().equals(measured.metric())) {
          return form(metric);
        }
      }
    }
    for (VendedMetric metric : VendedMetric.values()) {
      if (metric.namespace().equals(measured.namespace())
          && metric.metricName().equals(measured.metric())) {
        return form(metric);
      }
    }
    return Form.NUMBER;
  }

  private static Form form(Metric metric) {
    return switch (metric) {
      case MODEL_AGE_HOURS, OVERDUE_HOURS, DATA_AGE_HOURS -> Form.HOURS;
      case TRAINING_ACCURACY, TEST_ACCURACY, WEEK_ACCURACY, TEST_R2, WEEK_R2 -> Form.FRACTION;
      case TRAINING_FAILURES_WAITING, SCHEDULE_FAILURES_WAITING -> Form.MESSAGES;
      case TRAINING_FAILURES, PREDICTION_FAILURES -> Form.TIMES;
      case TRAINING_RMSE, TEST_RMSE, DATA_ROWS -> Form.NUMBER;
    };
  }

  private static Form form(VendedMetric metric) {
    return switch (metric) {
      case FUNCTION_DURATION, API_LATENCY -> Form.MILLIS;
      case QUEUE_DEPTH -> Form.MESSAGES;
      case FUNCTION_ERRORS,
          FUNCTION_INVOCATIONS,
          FUNCTION_THROTTLES,
          API_REQUESTS,
          API_CLIENT_ERRORS,
          API_SERVER_ERRORS ->
          Form.TIMES;
    };
  }

  private static String counted(double value, String noun) {
    return number(value) + " " + noun + (value == 1 ? "" : "s");
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
