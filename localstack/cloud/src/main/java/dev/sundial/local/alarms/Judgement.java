package dev.sundial.local.alarms;

import java.util.Optional;

/**
 * What an evaluation range says of an alarm's state. Periods without data matter only where fewer
 * than N have some; then they are filled as the alarm says, and as few of them as possible.
 *
 * @param comparison of a datapoint with the threshold
 * @param datapoints M, how many must breach
 * @param periods N, how many are evaluated
 * @param missing what a period without data counts as
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Configuring
 *     how CloudWatch alarms treat missing data</a>
 */
record Judgement(
    Comparison comparison, double threshold, int datapoints, int periods, MissingData missing) {

  /** The state the range stands for; empty when the alarm keeps the one it has. */
  Optional<AlarmState> of(EvaluationRange range) {
    int present = range.present();
    int breaching = breachingAmongNewest(range, periods);
    int gaps = Math.max(0, periods - present);
    if (gaps == 0) {
      return Optional.of(state(breaching));
    }
    return switch (missing) {
      case BREACHING -> Optional.of(state(breaching + gaps));
      case NOT_BREACHING -> Optional.of(state(breaching));
      case MISSING -> Optional.of(known(range, present, breaching, AlarmState.INSUFFICIENT_DATA));
      case IGNORE ->
          present == breaching && breaching < datapoints
              ? Optional.empty()
              : Optional.of(state(breaching));
    };
  }

  /**
   * The state by real data alone. One breach that nothing contradicted for M periods is an alarm,
   * however few points there are; a younger one may yet be contradicted.
   */
  private AlarmState known(EvaluationRange range, int present, int breaching, AlarmState unknown) {
    if (breaching >= datapoints) {
      return AlarmState.ALARM;
    }
    if (breaching < present) {
      return AlarmState.OK;
    }
    return present > 0 && ageOfOldest(range) >= datapoints ? AlarmState.ALARM : unknown;
  }

  boolean breaches(double value) {
    return comparison.breaches(value, threshold);
  }

  private AlarmState state(int breaching) {
    return breaching >= datapoints ? AlarmState.ALARM : AlarmState.OK;
  }

  private int breachingAmongNewest(EvaluationRange range, int most) {
    int breaching = 0;
    int seen = 0;
    for (int i = range.length() - 1; i >= 0 && seen < most; i--) {
      if (!range.isMissing(i)) {
        seen++;
        if (breaches(range.value(i))) {
          breaching++;
        }
      }
    }
    return breaching;
  }

  /** 1 for the newest period. */
  private static int ageOfOldest(EvaluationRange range) {
    for (int i = 0; i < range.length(); i++) {
      if (!range.isMissing(i)) {
        return range.length() - i;
      }
    }
    return 0;
  }
}
