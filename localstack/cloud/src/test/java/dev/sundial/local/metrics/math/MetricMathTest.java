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
        public Evaluated named(String id) {
          String values = METRICS.get(id);
          if (values == null) {
            throw MathException.unknown(id);
          }
          return Evaluated.one(series(id, values));
        }

        @Override
        public List<TimeSeries> metrics(String part) {
          return METRICS.keySet().stream()
              .filter(id -> id.contains(part))
              .map(id -> named(id).series().getFirst())
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
    return MetricMath.parse(expression).evaluate(INPUTS, GRID).series().stream()
        .map(MetricMathTest::text)
        .toList();
  }

  private static String text(TimeSeries series) {
    return text(series, GRID);
  }

  private static String text(TimeSeries series, Grid grid) {
    Map<Long, Double> values = series.byTime();
    StringJoiner text = new StringJoiner(" ");
    for (long time : grid.times()) {
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
        "m1 + m2                      ~ 11 2 30 44",
        "m2 - m1 * 2                  ~ 8 -4 30 32",
        "-m1                          ~ -1 -2 - -4",
        "TIME_SERIES(2 ^ 3 ^ 2)       ~ 512 512 512 512",
        "TIME_SERIES(-2 ^ 2)          ~ -4 -4 -4 -4",
        "TIME_SERIES(2 ^ -1)          ~ 0.5 0.5 0.5 0.5",
        "TIME_SERIES((1 + 2) * 3 - 4 / 2) ~ 7 7 7 7",
        "TIME_SERIES(1e2 + .5)        ~ 100.5 100.5 100.5 100.5",
        "m1 / zero                    ~ - - - -",
        "100 * m1 / m2                ~ 10 - 0 10",
        "FILL(m1 / zero, 0)           ~ 0 0 0 0",
        "m1 > 1                       ~ 0 1 - 1",
        "m1 >= 2                      ~ 0 1 - 1",
        "m1 == 2                      ~ 0 1 - 0",
        "m1 != 2                      ~ 1 0 - 1",
        "m1 < 2 || m1 > 3             ~ 1 0 - 1",
        "m1 > 1 AND m2 > 30           ~ 0 0 0 1",
        "m1 > 1 && m1 < 4 OR m1 == 1  ~ 1 1 - 0",
        "ABS(neg)                     ~ 1 2.5 3 0",
        "CEIL(neg)                    ~ -1 -2 3 0",
        "FLOOR(neg)                   ~ -1 -3 3 0",
        "LOG(zero)                    ~ - - - -",
        "LOG10(m2 * 0 + 100)          ~ 2 - 2 2",
        "TIME_SERIES(AVG(m2))         ~ 26.666666666666668 26.666666666666668 26.666666666666668 26.666666666666668",
        "TIME_SERIES(MAX(m1))         ~ 4 4 4 4",
        "TIME_SERIES(MIN(m1))         ~ 1 1 1 1",
        "TIME_SERIES(SUM(m1))         ~ 7 7 7 7",
        "TIME_SERIES(STDDEV(zero))    ~ 0 0 0 0",
        "TIME_SERIES(MAX(m3))         ~ - - - -",
        "TIME_SERIES(DATAPOINT_COUNT(m1)) ~ 3 3 3 3",
        "TIME_SERIES(METRIC_COUNT(METRICS())) ~ 5 5 5 5",
        "SUM(METRICS(\"m\"))          ~ 11 2 30 44",
        "AVG([m1, m2])               ~ 5.5 1 15 22",
        "MIN([m1, m2])               ~ 1 2 30 4",
        "SUM([m1, m2])               ~ 11 2 30 44",
        "SUM([METRICS(\"1\"), METRICS(\"zero\")]) ~ 1 2 0 4",
        "AVG([m1,m2]/neg)            ~ -5.5 -0.4 5 -",
        "SUM(-[m1, m2])              ~ -11 -2 -30 -44",
        "SUM(100/[m1, m2])           ~ 110 50 3.3333333333333335 27.5",
        "FIRST(METRICS(\"none\"))     ~ - - - -",
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
        "IF(m1 > 1, m2, m1)           ~ 1 0 - 40",
        "IF(1, m1, m2)                ~ 1 2 - 4",
        "IF(0, m1, m2)                ~ 10 - 30 40",
        "IF(0, m1)                    ~ - - - -",
        "TIME_SERIES(PERIOD(m1))      ~ 60 60 60 60",
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
    assertThat(evaluate("METRICS('m') + m1")).containsExactly("2 4 - 8", "11 2 30 44", "1 2 - 4");
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
        "1 + 2",
        "AVG(m1)",
        "METRIC_COUNT(METRICS())",
        "[m1, 2]",
        "[m1, 'x']",
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
    assertThat(evaluate("-".repeat(1000) + "m1")).containsExactly("1 2 - 4");
  }

  /** The tables of AWS's user guide; the fifth period is the fourth's neighbour there. */
  @ParameterizedTest
  @CsvSource({
    "a < b, 0 0 1 0 -",
    "a >= 30, 1 0 0 0 -",
    "a > 15 AND b > 15, 1 0 0 0 -",
    "'IF(c, d, e)', 30 0 20 - -",
    "'IF(c, 5, e)', 5 5 20 - -",
    "'IF(c, d, 5)', 30 0 5 5 5",
    "'IF(0, d)', - - - - -",
    "'IF(1, 5, d)', 5 5 5 5 5",
  })
  void treatsMissingValuesAsTheUserGuideShows(String expression, String values) {
    Map<String, String> metrics =
        Map.of(
            "a", "30 20 0 0 -",
            "b", "20 - 20 - -",
            "c", "1 1 0 0 -",
            "d", "30 - 0 0 30",
            "e", "0 0 20 - 20");
    Inputs inputs =
        new Inputs() {
          @Override
          public Evaluated named(String id) {
            return Evaluated.one(series(id, metrics.getOrDefault(id, "")));
          }

          @Override
          public List<TimeSeries> metrics(String part) {
            return List.of();
          }
        };
    Grid five = new Grid(START, START + 300, 60);
    TimeSeries result = MetricMath.parse(expression).evaluate(inputs, five).series().getFirst();
    assertThat(text(result, five)).isEqualTo(values);
  }

  @Test
  void refusesToMakeMorePointsThanCanBeHeld() {
    Grid most = new Grid(START, START + 60L * Grid.MOST_POINTS, 60);
    MetricMath filled = MetricMath.parse("FILL(m1, 0)");
    assertThat(filled.evaluate(INPUTS, most).series().getFirst().size())
        .isEqualTo(Grid.MOST_POINTS);
    Grid more = new Grid(START, most.to() + 1, 60);
    assertThatThrownBy(() -> filled.evaluate(INPUTS, more))
        .isInstanceOf(MathException.class)
        .hasMessageContaining("100,800");
    String eleven = "[" + "m1,".repeat(10) + "m1]";
    assertThatThrownBy(() -> MetricMath.parse("FILL(" + eleven + ", 0)").evaluate(INPUTS, most))
        .isInstanceOf(MathException.class)
        .hasMessageContaining("1,008,000");
  }

  @Test
  void findsAnOrderOfLongChainsAndNoneOfCircles() {
    assertThat(
            Dependencies.order(
                List.of("0"),
                id -> id.equals("100000") ? List.of() : List.of("" + (1 + Long.parseLong(id)))))
        .hasSize(100_001)
        .startsWith("100000")
        .endsWith("0");
    assertThatThrownBy(() -> Dependencies.order(List.of("a"), id -> List.of("b", "a")))
        .isInstanceOf(MathException.class)
        .hasMessageContaining("Circular");
  }

  @Test
  void tellsBeforeAnythingIsMeasuredWhetherExpressionsMakeSeries() {
    Expressions good =
        new Expressions(List.of("m1"), Map.of("e1", "METRICS() * 2", "e2", "SUM(e1) + m1"));
    assertThat(good.problem("e1")).isEmpty();
    assertThat(good.isArray("e1")).isTrue();
    assertThat(good.problem("e2")).isEmpty();
    assertThat(good.isArray("e2")).isFalse();

    Expressions wrong =
        new Expressions(
            List.of("m1"), Map.of("a", "AVG(m1)", "b", "m1 * 2", "c", "FILL(m1, SOME)"));
    assertThat(wrong.problem("a").orElseThrow()).contains("not a Scalar");
    assertThat(wrong.problem("b")).isEmpty();
    assertThat(wrong.problem("c").orElseThrow()).contains("SOME");
    assertThat(new Expressions(List.of(), Map.of("a", "b+1", "b", "a")).problem("a").orElseThrow())
        .contains("Circular");
  }
}
