package dev.sundial.local.page;

import dev.sundial.local.metrics.MetricQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The periods a chart has its points in. Where those of a widget would make more points than a
 * chart can show, or are finer than what is still kept, coarser ones are taken, as CloudWatch does.
 *
 * @param now virtual
 */
record Periods(TimeRange range, Instant now) {
  /** A day in minutes. */
  static final int MOST_POINTS = 1_440;

  private static final Duration DAY = Duration.ofDays(1);
  private static final long[] COARSER = {60, 300, 900, 3_600, 21_600, 86_400, 604_800};

  /** How long CloudWatch keeps minutes, and five minutes. */
  private static final Duration MINUTES_KEPT = Duration.ofDays(15);

  private static final Duration FIVE_MINUTES_KEPT = Duration.ofDays(63);

  /** The least period that is no finer than the given one and will do. */
  Duration of(Duration period) {
    long least = Math.max(period.toSeconds(), kept());
    if (fits(least)) {
      return Duration.ofSeconds(least);
    }
    for (long coarse : COARSER) {
      if (coarse >= least && fits(coarse)) {
        return Duration.ofSeconds(coarse);
      }
    }
    return Duration.ofSeconds(Math.max(least, COARSER[COARSER.length - 1]));
  }

  private boolean fits(long seconds) {
    return range.length().toSeconds() / seconds <= MOST_POINTS;
  }

  private long kept() {
    Duration age = Duration.between(range.from(), now);
    if (age.compareTo(MINUTES_KEPT) <= 0) {
      return 1;
    }
    return age.compareTo(FIVE_MINUTES_KEPT) <= 0 ? 300 : 3_600;
  }

  /**
   * When the first period begins. Periods of up to a day begin on the clock, as an hour does;
   * longer ones are counted back from the end, so that the last is whole.
   */
  Instant first(Duration period) {
    long seconds = period.toSeconds();
    long from = range.from().getEpochSecond();
    if (period.compareTo(DAY) <= 0) {
      return Instant.ofEpochSecond(Math.floorDiv(from, seconds) * seconds);
    }
    long to = range.to().getEpochSecond();
    return Instant.ofEpochSecond(to - Math.max(1, (to - from) / seconds) * seconds);
  }

  /** The same question in other periods. */
  static MetricQuery in(Duration period, MetricQuery query) {
    return switch (query) {
      case MetricQuery.Stat stat -> new MetricQuery.Stat(stat.metric(), stat.statistic(), period);
      case MetricQuery.Math math -> {
        Map<String, MetricQuery> inputs = new HashMap<>();
        math.inputs().forEach((name, input) -> inputs.put(name, in(period, input)));
        yield new MetricQuery.Math(math.expression(), inputs, period);
      }
    };
  }
}
