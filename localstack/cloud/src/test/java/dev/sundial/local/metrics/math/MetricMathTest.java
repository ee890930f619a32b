package dev.sundial.local.metrics.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Four periods of a minute; a dash stands for one without a value. */
final class MetricMathTest {
  /** A Saturday, 2026-11-21T12:00:00Z. */
  private static final long START = 1_795_262_400L;

  private static final Grid GRID = new Grid(START, START + 240, 60);
  private static final Map<String, String> METRICS =
      new TreeMap<>(
          Map.of(
              "m1", "1 2 - 4",
              "m2", "10 - 30 40",
              "m3", "- - - -",
              "zero", "0 0 0 0",
              "neg", "-1 -2.5 3 0"));

  private static final Inputs INPUTS =
      new Inputs() {
        @Override
        public List<TimeSeries> named(String id) {
          String values = METRICS.get(id);
          if (values == null) {
            throw MathException.unknown(id);
          }
          return List.of(series(id, values));
        }

        @Override
        public List<TimeSeries> metrics(String part) {
          return METRICS.keySet().stream()
              .filter(id -> id.contains(part))
              .map(id -> named(id).getFirst())
              .toList();
        }
      };

  private static TimeSeries series(String label, String values) {
    TimeSeries.Builder builder = new TimeSeries.Builder(label, 60);
    String[] each = values.split(" ");
    for (int i = 0; i < each.length; i++) {
      if (!each[i].equals("-")) {
        builder.add(START + 60L * i, Double.parseDouble(each[i]));
      }
    }
    return builder.build();
  }

  private static List<String> evaluate(String expression) {
    return MetricMath.parse(expression).evaluate(INPUTS, GRID).stream()
        .map(MetricMathTest::text)
        .toList();
  }

  private static String text(TimeSeries series) {
    Map<Long, Double> values = series.byTime();
    StringJoiner text = new StringJoiner(" ");
    for (long time : GRID.times()) {
      Double value = values.get(time);
      text.add(value == null ? "-" : value.toString().replaceAll("\\.0$", ""));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "m1                           ~ 1 2 - 4",
        "m1 + m2                      ~ 11 - - 44",
        "m2 - m1 * 2                  ~ 8 - - 32",
        "-m1                          ~ -1 -2 - -4",
        "2 ^ 3 ^ 2                    ~ 512 512 512 512",
        "-2 ^ 2                       ~ -4 -4 -4 -4",
        "2 ^ -1                       ~ 0.5 0.5 0.5 0.5",
        "(1 + 2) * 3 - 4 / 2          ~ 7 7 7 7",
        "1e2 + .5                     ~ 100.5 100.5 100.5 100.5",
        "m1 / zero                    ~ - - - -",
        "100 * m1 / m2                ~ 10 - - 10",
        "FILL(m1 / zero, 0)           ~ 0 0 0 0",
        "m1 > 1                       ~ 0 1 - 1",
        "m1 >= 2                      ~ 0 1 - 1",
        "m1 == 2                      ~ 0 1 - 0",
        "m1 != 2                      ~ 1 0 - 1",
        "m1 < 2 || m1 > 3             ~ 1 0 - 1",
        "m1 > 1 AND m2 > 30           ~ 0 - - 1",
        "m1 > 1 && m1 < 4 OR m1 == 1  ~ 1 1 - 0",
        "ABS(neg)                     ~ 1 2.5 3 0",
        "CEIL(neg)                    ~ -1 -2 3 0",
        "FLOOR(neg)                   ~ -1 -3 3 0",
        "LOG(zero)                    ~ - - - -",
        "LOG10(m2 * 0 + 100)          ~ 2 - 2 2",
        "AVG(m2)                      ~ 26.666666666666668 26.666666666666668 26.666666666666668 26.666666666666668",
        "MAX(m1)                      ~ 4 4 4 4",
        "MIN(m1)                      ~ 1 1 1 1",
        "SUM(m1)                      ~ 7 7 7 7",
        "STDDEV(zero)                 ~ 0 0 0 0",
        "MAX(m3)                      ~ - - - -",
        "DATAPOINT_COUNT(m1)          ~ 3 3 3 3",
        "METRIC_COUNT(METRICS())      ~ 5 5 5 5",
        "SUM(METRICS(\"m\"))          ~ 11 2 30 44",
        "AVG(METRICS(\"m\"))          ~ 5.5 2 30 22",
        "DIFF(m1)                     ~ - 1 - 2",
        "DIFF_TIME(m1)                ~ - 60 - 120",
        "RATE(m1) * 60                ~ - 1 - 1",
        "RUNNING_SUM(m1)              ~ 1 3 - 7",
        "FILL(m1, 0)                  ~ 1 2 0 4",
        "FILL(m1, REPEAT)             ~ 1 2 2 4",
        "FILL(m1, LINEAR)             ~ 1 2 3 4",
        "FILL(m3, REPEAT)             ~ - - - -",
        "FILL(m1, m2)                 ~ 1 2 30 4",
        "FILL(m1, MIN(m1))            ~ 1 2 1 4",
        "IF(m1 > 1, m1, 0)            ~ 0 2 - 4",
        "IF(m1 > 1, m1)               ~ - 2 - 4",
        "IF(m1 > 1, m2, m1)           ~ 1 - - 40",
        "IF(1, m1, m2)                ~ 1 2 - 4",
        "IF(0, m1, m2)                ~ 10 - 30 40",
        "IF(0, m1)                    ~ - - - -",
        "PERIOD(m1)                   ~ 60 60 60 60",
        "m1 / PERIOD(m1) * 60         ~ 1 2 - 4",
        "TIME_SERIES(7)               ~ 7 7 7 7",
        "MINUTE(m1)                   ~ 0 1 - 3",
        "HOUR(m1)                     ~ 12 12 - 12",
        "DAY(m1)                      ~ 6 6 - 6",
        "DATE(m1)                     ~ 21 21 - 21",
        "MONTH(m1)                    ~ 11 11 - 11",
        "YEAR(m1)                     ~ 2026 2026 - 2026",
        "EPOCH(m1) - 1795262400       ~ 0 60 - 180",
        "FIRST(METRICS())             ~ 1 2 - 4",
        "LAST(METRICS())              ~ 0 0 0 0",
        "FIRST(SORT(METRICS(), MAX, DESC)) ~ 10 - 30 40",
      })
  void evaluatesToOneSeries(String expression, String values) {
    assertThat(evaluate(expression)).containsExactly(values);
  }

  @Test
  void answersManySeriesOfMany() {
    assertThat(evaluate("METRICS(\"m\")")).containsExactly("1 2 - 4", "10 - 30 40", "- - - -");
    assertThat(evaluate("REMOVE_EMPTY(METRICS(\"m\"))")).containsExactly("1 2 - 4", "10 - 30 40");
    assertThat(evaluate("METRICS(\"m\") * 2")).containsExactly("2 4 - 8", "20 - 60 80", "- - - -");
    assertThat(evaluate("METRICS('m') + m1")).containsExactly("2 4 - 8", "11 - - 44", "- - - -");
    assertThat(evaluate("SLICE(SORT(REMOVE_EMPTY(METRICS()), SUM, DESC), 1, 3)"))
        .containsExactly("1 2 - 4", "0 0 0 0");
    assertThat(evaluate("SLICE(SORT(REMOVE_EMPTY(METRICS()), SUM, ASC), 3)"))
        .containsExactly("10 - 30 40");
    assertThat(evaluate("SORT(REMOVE_EMPTY(METRICS()), AVG, DESC, 1)"))
        .containsExactly("10 - 30 40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m1 +                   | end",
        "(m1                    | Expected ')'",
        "m1 m2                  | Unexpected token 'm2'",
        "m1 $ 2                 | Unexpected character '$'",
        "\"m1                   | Unexpected character",
        "AVG(m1, m2)            | does not take 2 arguments",
        "NOPE(m1)               | Unsupported function 'NOPE'",
        "SEARCH('{A} B', 'Sum') | SEARCH",
        "ANOMALY_DETECTION_BAND(m1) | ANOMALY_DETECTION_BAND",
        "INSIGHT_RULE_METRIC('a', 'b') | INSIGHT_RULE_METRIC",
        "SELECT AVG(x) FROM y   | Metrics Insights",
      })
  void refusesWhatItCannotRead(String expression, String why) {
    assertThatThrownBy(() -> MetricMath.parse(expression))
        .isInstanceOf(MathException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m9",
        "METRICS() + METRICS()",
        "'text'",
        "\"a\" + 1",
        "AVG(1)",
        "PERIOD(METRICS())",
        "SORT(METRICS(), STDDEV, DESC)",
        "SORT(METRICS(), AVG, UP)",
        "FILL(m1, NEVER)",
        "IF(METRICS(), 1, 2)",
        "TIME_SERIES(m1)"
      })
  void refusesWhatItCannotEvaluate(String expression) {
    assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(MathException.class);
  }

  @Test
  void refusesWhatIsTooLongOrTooDeepInsteadOfFailing() {
    assertThatThrownBy(() -> MetricMath.parse("(".repeat(1000) + "1" + ")".repeat(1000)))
        .isInstanceOf(MathException.class);
    assertThatThrownBy(() -> MetricMath.parse("1" + "^1".repeat(500)))
        .isInstanceOf(MathException.class);
    assertThatThrownBy(() -> MetricMath.parse("1" + "+1".repeat(1024)))
        .isInstanceOf(MathException.class)
        .hasMessageContaining("2048");
    assertThat(evaluate("-".repeat(1000) + "1")).containsExactly("1 1 1 1");
  }
}
