package dev.sundial.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
  private static final Instant ANCHOR = Instant.parse("2026-11-20T10:00:30Z");

  private static List<String> occurrences(String expression, String zone, String after, int most) {
    ScheduleExpression parsed = ScheduleExpression.parse(expression, ZoneId.of(zone), ANCHOR);
    List<String> found = new ArrayList<>();
    Optional<Instant> next = parsed.next(Instant.parse(after));
    while (next.isPresent() && found.size() < most) {
      found.add(next.get().toString());
      next = parsed.next(next.get());
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(15 3 * * ? *)      | 2026-11-20T03:14:59Z | 2026-11-20T03:15:00Z",
        "cron(15 3 * * ? *)      | 2026-11-20T03:15:00Z | 2026-11-21T03:15:00Z",
        "cron(0/15 * * * ? *)    | 2026-11-20T03:15:00Z | 2026-11-20T03:30:00Z",
        "cron(*/20 * * * ? *)    | 2026-11-20T03:41:00Z | 2026-11-20T04:00:00Z",
        "cron(5,35 8-17 ? * MON-FRI *) | 2026-11-20T17:35:00Z | 2026-11-23T08:05:00Z",
        "cron(0 0 ? * 1 *)       | 2026-11-20T00:00:00Z | 2026-11-22T00:00:00Z",
        "cron(0 0 ? * sun *)     | 2026-11-20T00:00:00Z | 2026-11-22T00:00:00Z",
        "cron(0 12 L * ? *)      | 2026-02-01T00:00:00Z | 2026-02-28T12:00:00Z",
        "cron(0 12 L * ? *)      | 2028-02-01T00:00:00Z | 2028-02-29T12:00:00Z",
        "cron(0 12 31 * ? *)     | 2026-11-01T00:00:00Z | 2026-12-31T12:00:00Z",
        "cron(0 12 29 2 ? *)     | 2026-03-01T00:00:00Z | 2028-02-29T12:00:00Z",
        "cron(0 12 15W * ? *)    | 2026-08-01T00:00:00Z | 2026-08-14T12:00:00Z",
        "cron(0 12 15W * ? *)    | 2026-11-01T00:00:00Z | 2026-11-16T12:00:00Z",
        "cron(0 12 1W * ? *)     | 2026-07-31T13:00:00Z | 2026-08-03T12:00:00Z",
        "cron(0 12 31W * ? *)    | 2026-05-01T00:00:00Z | 2026-05-29T12:00:00Z",
        "cron(0 12 LW * ? *)     | 2026-05-01T00:00:00Z | 2026-05-29T12:00:00Z",
        "cron(0 12 LW * ? *)     | 2026-02-01T00:00:00Z | 2026-02-27T12:00:00Z",
        "cron(0 0 ? * 2/3 *)     | 2026-11-20T00:00:00Z | 2026-11-23T00:00:00Z",
        "cron(0 10 ? * 6L *)     | 2026-11-01T00:00:00Z | 2026-11-27T10:00:00Z",
        "cron(0 10 ? * L *)      | 2026-11-20T00:00:00Z | 2026-11-21T10:00:00Z",
        "cron(0 10 ? * 3#2 *)    | 2026-11-01T00:00:00Z | 2026-11-10T10:00:00Z",
        "cron(0 10 ? * FRI#5 *)  | 2026-11-01T00:00:00Z | 2027-01-29T10:00:00Z",
        "cron(0 0 1 JAN,JUL ? *) | 2026-11-20T00:00:00Z | 2027-01-01T00:00:00Z",
        "cron(0 0 1 1 ? 2030/3)  | 2026-11-20T00:00:00Z | 2030-01-01T00:00:00Z",
        "at(2026-11-20T12:00:01) | 2026-11-20T12:00:00Z | 2026-11-20T12:00:01Z",
        "rate(5 minutes)         | 2026-11-20T10:00:29Z | 2026-11-20T10:00:30Z",
        "rate(5 minutes)         | 2026-11-20T10:00:30Z | 2026-11-20T10:05:30Z",
        "rate(1 day)             | 2026-11-22T10:00:29Z | 2026-11-22T10:00:30Z",
      })
  void findsTheNextOccurrence(String expression, String after, String next) {
    assertThat(occurrences(expression, "UTC", after, 1)).containsExactly(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron(0 0 31 2 ? *)", "cron(0 0 1 1 ? 2020)", "at(2026-11-20T11:00:00)"})
  void findsNoneWhereThereIsNone(String expression) {
    assertThat(occurrences(expression, "UTC", "2026-11-20T12:00:00Z", 1)).isEmpty();
  }

  @Test
  void skipsATimeThatDaylightSavingSkips() {
    assertThat(occurrences("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    assertThat(occurrences("at(2026-03-29T02:30:00)", "Europe/Berlin", "2026-03-01T00:00:00Z", 1))
        .isEmpty();
    assertThat(occurrences("cron(30 2 * * ? *)", "America/New_York", "2026-03-07T12:00:00Z", 1))
        .containsExactly("2026-03-09T06:30:00Z");
  }

  @Test
  void runsOnceInAnHourThatDaylightSavingRepeats() {
    assertThat(occurrences("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(occurrences("cron(0/30 * * * ? *)", "Europe/Berlin", "2026-10-24T23:59:00Z", 6))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z",
            "2026-10-25T03:00:00Z",
            "2026-10-25T03:30:00Z");
  }

  @Test
  void aDayOfARateIs24HoursWhateverTheClockOnTheWallDoes() {
    assertThat(occurrences("rate(1 day)", "Europe/Berlin", "2027-03-27T12:00:00Z", 2))
        .containsExactly("2027-03-28T10:00:30Z", "2027-03-29T10:00:30Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every day",
        "rate(0 minutes)",
        "rate(-1 day)",
        "rate(1.5 hours)",
        "rate(5 seconds)",
        "at(2026-02-30T00:00:00)",
        "at(2026-11-20)",
        "cron(15 3 * * *)",
        "cron(15 3 * * * *)",
        "cron(15 3 ? * ? *)",
        "cron(60 3 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 0 0 * ? *)",
        "cron(0 0 32 * ? *)",
        "cron(0 0 * 13 ? *)",
        "cron(0 0 ? * 0 *)",
        "cron(0 0 ? * 8 *)",
        "cron(0 0 ? * 2#6 *)",
        "cron(5-1 0 * * ? *)",
        "cron(1/0 0 * * ? *)",
        "cron(1//2 0 * * ? *)",
        "cron(, 0 * * ? *)",
        "cron(0 0 * * ? 1969)",
        "cron(0 0 * * ? 2200)",
      })
  void refusesWhatIsNoExpression(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression, ZoneId.of("UTC"), ANCHOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid Schedule Expression");
  }
}
