package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of "Configuring how CloudWatch alarms treat missing data", row by row: 0 does not
 * breach, X does, - is missing, the newest is on the right; RETAIN is "Retain current state".
 */
class MissingDataTablesTest {
  private static final Instant FROM = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(5);

  @ParameterizedTest
  @CsvSource({
    "0 - X - X, 0, OK, OK, OK, OK",
    "0 - - - -, 2, OK, OK, OK, OK",
    "- - - - -, 3, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
    "0 X X - X, 0, ALARM, ALARM, ALARM, ALARM",
    "- - X - -, 2, ALARM, RETAIN, ALARM, OK",
  })
  void threeOutOfThree(
      String points, int filled, String missing, String ignore, String breaching, String not) {
    check(3, points, filled, missing, ignore, breaching, not);
  }

  @ParameterizedTest
  @CsvSource({
    "0 - X - X, 0, ALARM, ALARM, ALARM, ALARM",
    "0 0 X 0 X, 0, ALARM, ALARM, ALARM, ALARM",
    "0 - X - -, 1, OK, OK, ALARM, OK",
    "- - - - 0, 2, OK, OK, ALARM, OK",
    "- - - X -, 2, ALARM, RETAIN, ALARM, OK",
  })
  void twoOutOfThree(
      String points, int filled, String missing, String ignore, String breaching, String not) {
    check(2, points, filled, missing, ignore, breaching, not);
  }

  /** The rows that only the documentation of 2019 has. */
  @ParameterizedTest
  @CsvSource({
    "3, - - - - X, 2, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
    "3, X - - - -, 2, ALARM, RETAIN, ALARM, OK",
    "2, - - - - X, 2, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
  })
  void earlierTables(
      int datapoints,
      String points,
      int filled,
      String missing,
      String ignore,
      String breaching,
      String not) {
    check(datapoints, points, filled, missing, ignore, breaching, not);
  }

  /** "Avoiding premature transitions to alarm state". */
  @ParameterizedTest
  @CsvSource({
    "3, - - - - X, INSUFFICIENT_DATA",
    "3, - - - X -, INSUFFICIENT_DATA",
    "3, - - - X 0, OK",
    "3, - - X - 0, OK",
    "3, - - X - -, ALARM",
    "3, - X - - -, ALARM",
    "2, - - - - X, INSUFFICIENT_DATA",
    "2, - - - X -, ALARM",
    "2, - X - - X, ALARM",
    "2, - - X - 0, OK",
  })
  void isNotPremature(int datapoints, String points, String expected) {
    assertThat(judge(datapoints, 3, MissingData.MISSING, points)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "- - 0, OK, OK, OK, OK",
    "- - X, ALARM, ALARM, ALARM, ALARM",
    "X - -, ALARM, ALARM, ALARM, ALARM",
    "- 0 -, OK, OK, OK, OK",
    "X 0 -, OK, OK, OK, OK",
    "- - -, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
  })
  void oneOutOfOneLooksTwoPeriodsFurther(
      String points, String missing, String ignore, String breaching, String not) {
    assertThat(judge(1, 1, MissingData.MISSING, points)).isEqualTo(missing);
    assertThat(judge(1, 1, MissingData.IGNORE, points)).isEqualTo(ignore);
    assertThat(judge(1, 1, MissingData.BREACHING, points)).isEqualTo(breaching);
    assertThat(judge(1, 1, MissingData.NOT_BREACHING, points)).isEqualTo(not);
  }

  private static void check(
      int datapoints,
      String points,
      int filled,
      String missing,
      String ignore,
      String breaching,
      String not) {
    assertThat(range(points).evaluated(3).stream().filter(EvaluationRange.Period::isMissing))
        .hasSize(filled);
    assertThat(range(points).evaluated(3)).hasSize(3);
    assertThat(judge(datapoints, 3, MissingData.MISSING, points)).as("missing").isEqualTo(missing);
    assertThat(judge(datapoints, 3, MissingData.IGNORE, points)).as("ignore").isEqualTo(ignore);
    assertThat(judge(datapoints, 3, MissingData.BREACHING, points))
        .as("breaching")
        .isEqualTo(breaching);
    assertThat(judge(datapoints, 3, MissingData.NOT_BREACHING, points))
        .as("notBreaching")
        .isEqualTo(not);
  }

  private static String judge(int datapoints, int periods, MissingData missing, String points) {
    Judgement judgement = new Judgement(Comparison.ABOVE, 10, datapoints, periods, missing);
    Optional<AlarmState> state = judgement.of(range(points));
    return state.map(AlarmState::name).orElse("RETAIN");
  }

  private static EvaluationRange range(String points) {
    String[] symbols = points.split(" ");
    double[] values = new double[symbols.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (symbols[i]) {
            case "0" -> 1;
            case "X" -> 11;
            case "-" -> Double.NaN;
            default -> throw new IllegalArgumentException(symbols[i]);
          };
    }
    return new EvaluationRange(FROM, PERIOD, values);
  }
}
