package dev.sundial.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OccurrencesTest {
  private static final Instant CREATED = Instant.parse("2026-01-01T10:20:30Z");

  private static Schedule schedule(String expression, String zone) {
    return new Schedule(
        "s",
        "",
        expression,
        zone,
        true,
        Optional.empty(),
        Optional.empty(),
        new Schedule.Target("arn", "role", "{}", "", 0, 60),
        CREATED,
        CREATED,
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(15 3 * * ? *)|UTC|2026-11-20T03:14:59Z|2026-11-20T03:15:00Z",
        "cron(15 3 * * ? *)|UTC|2026-11-20T03:15:00Z|2026-11-21T03:15:00Z",
        "cron(15 3 * * ? *)|America/New_York|2026-11-20T00:00:00Z|2026-11-20T08:15:00Z",
        "cron(0/15 * * * ? *)|UTC|2026-11-20T03:15:00Z|2026-11-20T03:30:00Z",
        "cron(0 12 ? * MON-FRI *)|UTC|2026-11-20T12:00:00Z|2026-11-23T12:00:00Z",
        "cron(0 0 L * ? *)|UTC|2026-02-01T00:00:00Z|2026-02-28T00:00:00Z",
        "cron(0 9 ? * 2#1 *)|UTC|2026-11-20T00:00:00Z|2026-12-07T09:00:00Z",
        "rate(1 day)|UTC|2026-11-20T00:00:00Z|2026-11-20T10:20:30Z",
        "rate(5 minutes)|UTC|2026-01-01T10:20:30Z|2026-01-01T10:25:30Z",
      })
  void isDueWhenAwsSays(String expression, String zone, Instant after, Instant due) {
    assertThat(Occurrences.after(schedule(expression, zone), after)).hasValue(due);
  }

  @Test
  void skipsATimeTheSpringChangeSkips() {
    Schedule schedule = schedule("cron(30 2 * * ? *)", "Europe/Berlin");

    assertThat(Occurrences.after(schedule, Instant.parse("2026-03-28T12:00:00Z")))
        .hasValue(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void isDueOnceWhenTheAutumnChangeRepeatsTheTime() {
    Schedule schedule = schedule("cron(30 2 * * ? *)", "Europe/Berlin");
    Instant first = Instant.parse("2026-10-25T00:30:00Z");

    assertThat(Occurrences.after(schedule, Instant.parse("2026-10-24T12:00:00Z"))).hasValue(first);
    assertThat(Occurrences.after(schedule, first)).hasValue(Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(Occurrences.after(schedule, Instant.parse("2026-10-25T01:00:00Z")))
        .hasValue(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void isNeverDueAgainAfterItsLastYear() {
    assertThat(Occurrences.after(schedule("cron(0 0 1 1 ? 2026)", "UTC"), CREATED)).isEmpty();
  }

  @Test
  void staysWithinStartAndEnd() {
    Instant start = Instant.parse("2026-06-01T03:15:00Z");
    Schedule whole = schedule("cron(15 3 * * ? *)", "UTC");
    Schedule bound =
        new Schedule(
            "s",
            "",
            whole.expression(),
            "UTC",
            true,
            Optional.of(start),
            Optional.of(start.plusSeconds(1)),
            whole.target(),
            CREATED,
            CREATED,
            Optional.empty());

    assertThat(Occurrences.after(bound, CREATED)).hasValue(start);
    assertThat(Occurrences.after(bound, start)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(15 3 * * * *)",
        "rate(0 days)",
        "rate(1 days)",
        "every day",
        "cron(61 3 * * ? *)",
        "at(tomorrow)"
      })
  void refusesWhatIsNoExpression(String expression) {
    assertThatThrownBy(() -> Occurrences.check(expression)).isInstanceOf(AwsError.class);
  }
}
