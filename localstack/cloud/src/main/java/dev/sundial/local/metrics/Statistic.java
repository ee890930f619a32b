package dev.sundial.local.metrics;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.metrics.math.TimeSeries;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is made of the values of a period.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">CloudWatch
 *     statistics definitions</a>
 */
sealed interface Statistic {

  /** Whether it asks how often which value was. */
  boolean needsValues();

  /** Its value; empty when there is no data for it. */
  OptionalDouble of(Bucket bucket);

  /** Adds its value, if there is one. */
  default void add(Bucket bucket, long at, TimeSeries.Builder to) {
    OptionalDouble value = of(bucket);
    if (value.isPresent()) {
      to.add(at, value.getAsDouble());
    }
  }

  /** The five that need no values. */
  enum Simple implements Statistic {
    AVERAGE("Average"),
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum"),
    SAMPLE_COUNT("SampleCount");

    private final String cloudWatchName;

    Simple(String cloudWatchName) {
      this.cloudWatchName = cloudWatchName;
    }

    String cloudWatchName() {
      return cloudWatchName;
    }

    @Override
    public boolean needsValues() {
      return false;
    }

    @Override
    public OptionalDouble of(Bucket bucket) {
      if (bucket.isEmpty()) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(
          switch (this) {
            case AVERAGE -> bucket.sum() / bucket.count();
            case SUM -> bucket.sum();
            case MINIMUM -> bucket.least();
            case MAXIMUM -> bucket.greatest();
            case SAMPLE_COUNT -> bucket.count();
          });
    }
  }

  /**
   * The least value that so many percent of all are not greater than. AWS has none where any value
   * is negative.
   *
   * @param percent from 0 to 100
   */
  record Percentile(double percent) implements Statistic {
    private static final double ROUNDING = 1e-9;

    @Override
    public boolean needsValues() {
      return true;
    }

    @Override
    public OptionalDouble of(Bucket bucket) {
      if (bucket.isEmpty() || !bucket.isRanked() || bucket.least() < 0) {
        return OptionalDouble.empty();
      }
      if (percent == 0) {
        return OptionalDouble.of(bucket.least());
      }
      double wanted = bucket.count() * percent / 100;
      double seen = 0;
      for (int i = 0; i < bucket.size() - 1; i++) {
        seen += bucket.countOf(i);
        if (seen >= wanted * (1 - ROUNDING)) {
          return OptionalDouble.of(Math.clamp(bucket.value(i), bucket.least(), bucket.greatest()));
        }
      }
      return OptionalDouble.of(bucket.greatest());
    }
  }

  /** Percentiles as they are written: at most ten decimals. */
  Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,10})?)");

  /** The others of CloudWatch's, which are refused. */
  Pattern TRIMMED =
      Pattern.compile("(?:tm|wm|tc|ts|pr)\\d.*|(?:TM|WM|TC|TS|PR)\\(.*\\)|IQM", Pattern.DOTALL);

  /**
   * A statistic by its name, such as {@code Average} or {@code p99.9}.
   *
   * @throws AwsError {@code InvalidParameterValueException} when there is none of that name
   */
  static Statistic parse(String name) {
    for (Simple simple : Simple.values()) {
      if (simple.cloudWatchName().equals(name)) {
        return simple;
      }
    }
    Matcher percentile = PERCENTILE.matcher(name);
    if (percentile.matches() && Double.parseDouble(percentile.group(1)) <= 100) {
      return new Percentile(Double.parseDouble(percentile.group(1)));
    }
    if (TRIMMED.matcher(name).matches()) {
      throw MetricErrors.invalidValue("The local cloud does not implement the statistic " + name);
    }
    throw MetricErrors.invalidValue("The value " + name + " for parameter Stat is not supported.");
  }
}
