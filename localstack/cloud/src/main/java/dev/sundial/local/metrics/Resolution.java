package dev.sundial.local.metrics;

import java.time.Duration;
import java.util.Optional;

/**
 * How finely data is kept, and for how long, as CloudWatch does. Every value goes to all three, so
 * nothing is ever rolled up: what is too old for one is still in the next.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention">Metrics
 *     retention</a>
 */
enum Resolution {
  MINUTE('a', 60, Duration.ofDays(15), Duration.ofHours(3)),
  FIVE_MINUTES('b', 300, Duration.ofDays(63), Duration.ofDays(1)),
  HOUR('c', 3600, Duration.ofDays(455), Duration.ofDays(10));

  private final char letter;
  private final int seconds;
  private final Duration kept;
  private final int pageSeconds;

  Resolution(char letter, int seconds, Duration kept, Duration page) {
    this.letter = letter;
    this.seconds = seconds;
    this.kept = kept;
    this.pageSeconds = Math.toIntExact(page.toSeconds());
  }

  /** What keys on the shelf begin with. */
  char letter() {
    return letter;
  }

  /** Length of a bucket. */
  int seconds() {
    return seconds;
  }

  Duration kept() {
    return kept;
  }

  /** Buckets of a page. */
  int slots() {
    return pageSeconds / seconds;
  }

  /** The page that holds a time, in epoch seconds. */
  int page(long second) {
    return Math.toIntExact(Math.floorDiv(second, (long) pageSeconds));
  }

  /** When a page begins, in epoch seconds. */
  long begin(int page) {
    return (long) page * pageSeconds;
  }

  /** The bucket in its page that holds a time, in epoch seconds. */
  int slot(long second) {
    return Math.toIntExact(Math.floorMod(second, (long) pageSeconds)) / seconds;
  }

  /**
   * The resolution to read a period in: the coarsest that fits, unless that is not kept so long.
   * Empty when what is still kept is coarser than the period, of which there is then no data.
   *
   * @param period length of an uncut period, in seconds
   * @param now in epoch seconds
   */
  static Optional<Resolution> kept(long from, long to, int period, long now) {
    Resolution fits = between(from, to);
    Resolution kept = fits;
    while (now - from > kept.kept.toSeconds() && kept != HOUR) {
      kept = values()[kept.ordinal() + 1];
    }
    return kept != fits && period % kept.seconds != 0 ? Optional.empty() : Optional.of(kept);
  }

  /** The coarsest whose buckets fit between two times, in epoch seconds, without overlap. */
  static Resolution between(long from, long to) {
    for (Resolution coarse : new Resolution[] {HOUR, FIVE_MINUTES}) {
      if (from % coarse.seconds == 0 && to % coarse.seconds == 0) {
        return coarse;
      }
    }
    return MINUTE;
  }
}
