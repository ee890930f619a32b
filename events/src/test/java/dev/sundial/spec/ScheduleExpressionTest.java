package dev.sundial.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(15 3 * * ? *)",
        "cron(0/5 8-17 ? * MON-FRI *)",
        "cron(0,30 0 1,15 * ? 2026-2030)",
        "cron(0 0 L * ? *)",
        "cron(0 0 LW * ? *)",
        "cron(0 0 3W * ? *)",
        "cron(0 0 ? * 6L *)",
        "cron(0 0 ? * 3#2 *)",
        "cron(59 23 31 12 ? 2199)",
        "cron(0 0 1 jan,JUL ? *)",
        "cron(*/15 * * * ? *)",
        "rate(1 minute)",
        "rate(365 days)",
        "rate(8760 hours)"
      })
  void takesWhatEventBridgeTakes(String expression) {
    assertThat(ScheduleExpression.checked(expression)).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(60 3 * * ? *) | must have as minutes values from 0 to 59, not 60",
        "cron(0 24 * * ? *) | must have as hours values from 0 to 23, not 24",
        "cron(0 0 0 * ? *) | must have as day of month values from 1 to 31, not 0",
        "cron(0 0 32 * ? *) | must have as day of month values from 1 to 31, not 32",
        "cron(0 0 1 13 ? *) | must have as month values from 1 to 12, not 13",
        "cron(0 0 ? * 8 *) | must have as day of week values from 1 to 7, not 8",
        "cron(0 0 1 * ? 1969) | must have as year values from 1970 to 2199, not 1969",
        "cron(0 0 1 * ? 2200) | must have as year values from 1970 to 2199, not 2200",
        "cron(0 5-3 * * ? *) | must have as hours values from 0 to 23, not 5-3",
        "cron(0/0 3 * * ? *) | must have as minutes values from 0 to 59, not 0/0",
        "cron(? 3 * * ? *) | must have as minutes values from 0 to 59, not ?",
        "cron(0, 3 * * ? *) | must have as minutes values from 0 to 59, not 0,",
        "cron(-1 3 * * ? *) | must have as minutes values from 0 to 59, not -1",
        "cron(0 3 * * FRIDAY *) | must have as day of week values from 1 to 7, not FRIDAY",
        "cron(0 3 * * * *) | must have ? either as the day of month or as the day of week",
        "cron(0 3 ? * ? *) | must have ? either as the day of month or as the day of week",
        "rate(0 days) | must have a rate from 1 day to 365 days",
        "rate(366 days) | must have a rate from 1 day to 365 days",
        "rate(8761 hours) | must have a rate from 1 hour to 365 days",
        "rate(1 days) | must say rate(1 day) or rate(n days)",
        "rate(2 day) | must say rate(1 day) or rate(n days)"
      })
  void saysWhatIsWrong(String expression, String message) {
    assertThatThrownBy(() -> ScheduleExpression.checked(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron(15 3 * * ?)", "cron(15  3 * * ? *)", "cron()"})
  void wantsSixFields(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.checked(expression))
        .hasMessageStartingWith("must have 6 cron fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daily", "15 3 * * *", "at(2026-11-20T03:15:00)", "rate(1 week)"})
  void wantsCronOrRate(String expression) {
    assertThatThrownBy(() -> ScheduleExpression.checked(expression))
        .hasMessageStartingWith("must be cron(");
  }
}
