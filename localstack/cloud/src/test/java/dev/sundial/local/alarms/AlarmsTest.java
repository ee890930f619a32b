package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final String STALE =
      "{'AlarmName':'stale','Namespace':'Sundial','MetricName':'ModelAgeHours','Statistic':'Maximum',"
          + "'Dimensions':[{'Name':'Stage','Value':'local'},{'Name':'Model','Value':'iris'}],"
          + "'Period':300,'EvaluationPeriods':1,'DatapointsToAlarm':1,'Threshold':36,"
          + "'ComparisonOperator':'GreaterThanThreshold','TreatMissingData':'breaching',"
          + "'AlarmActions':['arn:aws:sns:us-east-1:000000000000:news'],"
          + "'OKActions':['arn:aws:sns:us-east-1:000000000000:news']}";

  private final AlarmBench bench = new AlarmBench();

  /** A probe that tells a model's age every five minutes; the model is as old as the clock says. */
  private void probe(Duration from, Duration until) {
    for (Duration age = from; age.compareTo(until) <= 0; age = age.plusMinutes(5)) {
      bench.metrics.put(AlarmBench.START.plus(age), age.toMinutes() / 60.0);
    }
  }

  private Instant after(String duration) {
    return AlarmBench.START.plus(Duration.parse(duration));
  }

  @Test
  void aNewAlarmHasInsufficientDataUntilTheNextMinute() {
    bench.metrics.put("2026-11-20T11:58:00Z", 1);
    bench.deploy(STALE);

    assertThat(bench.state("stale")).isEqualTo(AlarmState.INSUFFICIENT_DATA);
    assertThat(bench.alarms.find("stale").orElseThrow().status().reason())
        .isEqualTo("Unchecked: Initial alarm creation");
    bench.advance(Duration.ofSeconds(59));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.INSUFFICIENT_DATA);
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
  }

  /** What a deployment starts tells its first number some seconds after the alarm is there. */
  @Test
  void whatMeasuresHasHalfAMinuteBeforeItsSilenceIsRed() {
    bench.advance(Duration.ofSeconds(30));
    bench.deploy(STALE.replace("'stale'", "'early'"));
    bench.advance(Duration.ofSeconds(1));
    bench.deploy(STALE);
    bench.advance(Duration.ofSeconds(29));
    assertThat(bench.state("early")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.state("stale")).isEqualTo(AlarmState.INSUFFICIENT_DATA);

    bench.metrics.put("2026-11-20T12:01:00Z", 1);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
  }

  /** A cloud that was switched off overnight is not red for what could not run. */
  @Test
  void whatMeasuresHasHalfAMinuteAfterARestart() {
    bench.metrics.put("2026-11-20T11:57:00Z", 1);
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));
    AlarmBench morning = new AlarmBench(bench, "2026-11-20T20:00:31Z");
    morning.advance(Duration.ofSeconds(29));
    assertThat(morning.state("stale")).isEqualTo(AlarmState.OK);

    morning.metrics.put("2026-11-20T20:01:00Z", 1);
    morning.advance(Duration.ofMinutes(1));
    assertThat(morning.state("stale")).isEqualTo(AlarmState.OK);

    AlarmBench later = new AlarmBench(bench, "2026-11-20T20:30:29Z");
    later.advance(Duration.ofSeconds(31));
    assertThat(later.state("stale")).isEqualTo(AlarmState.ALARM);
  }

  @Test
  void goesRedOnceAfterThirtySixHoursAndGreenAgain() {
    probe(Duration.ZERO, Duration.parse("PT37H"));
    bench.deploy(STALE);

    bench.advanceTo(after("PT35H59M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    bench.advanceTo(after("PT36H").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    bench.advanceTo(after("PT36H5M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    bench.advanceTo(after("PT36H6M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    bench.advanceTo(after("PT37H").toString());
    assertThat(bench.actions.subjects())
        .containsExactly(
            "OK: \"stale\" in US East (N. Virginia)", "ALARM: \"stale\" in US East (N. Virginia)");

    bench.metrics.put(after("PT37H3M"), 0.1);
    bench.advanceTo(after("PT37H6M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    assertThat(bench.actions.subjects()).hasSize(3);
  }

  @Test
  void tellsWhyInCloudWatchsWords() {
    bench.metrics.put("2026-11-20T11:57:00Z", 37);
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));

    StoredAlarm.Status status = bench.alarms.find("stale").orElseThrow().status();
    assertThat(status.reason())
        .isEqualTo(
            "Threshold Crossed: 1 out of the last 1 datapoints [37.0 (20/11/26 11:56:00)] was"
                + " greater than the threshold (36.0) (minimum 1 datapoint for OK -> ALARM"
                + " transition).");
    assertThat(status.reasonData().orElseThrow())
        .isEqualTo(
            "{\"version\":\"1.0\",\"queryDate\":\"2026-11-20T12:01:00.000+0000\",\"startDate\":\"2026-11-20T11:56:00.000+0000\","
                + "\"statistic\":\"Maximum\",\"period\":300,\"recentDatapoints\":[37.0],\"threshold\":36.0,"
                + "\"evaluatedDatapoints\":[{\"timestamp\":\"2026-11-20T11:56:00.000+0000\",\"sampleCount\":1.0,\"value\":37.0}]}");
  }

  @Test
  void aDeadProbeShowsAfterThreeEmptyPeriods() {
    probe(Duration.ZERO, Duration.ofMinutes(30));
    bench.deploy(STALE);

    bench.advanceTo(after("PT45M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    bench.advanceTo(after("PT46M").toString());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.alarms.find("stale").orElseThrow().status().reason())
        .isEqualTo(
            "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint"
                + " was treated as [Breaching].");
  }

  @Test
  void anActionThatFailsShowsInTheHistoryOnly() {
    bench.deploy(STALE.replace(":news", ":gone"));
    bench.advance(Duration.ofMinutes(1));

    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.summaries())
        .containsExactly(
            "Alarm \"stale\" created",
            "Alarm updated from INSUFFICIENT_DATA to ALARM",
            "Failed to execute action arn:aws:sns:us-east-1:000000000000:gone. Received error:"
                + " \"Topic does not exist\"");
  }

  @Test
  void doesNothingWhileItsActionsAreDisabled() {
    bench.deploy(STALE);
    bench.alarms.enableActions(List.of("stale", "none of that name"), false);
    bench.advance(Duration.ofMinutes(1));

    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.actions.published).isEmpty();
    assertThat(bench.events).hasSize(1);
  }

  @Test
  void aStateSetByHandActsAndLastsUntilTheNextEvaluation() {
    bench.metrics.put("2026-11-20T11:57:00Z", 1);
    bench.metrics.put("2026-11-20T12:01:00Z", 1);
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));

    bench.alarms.setState("stale", AlarmState.ALARM, "a drill", Optional.empty());
    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
    assertThat(bench.actions.subjects())
        .extracting(subject -> subject.substring(0, subject.indexOf(':')))
        .containsExactly("OK", "ALARM", "OK");
  }

  @Test
  void anUpdateKeepsTheStateAndIsEvaluatedAnew() {
    bench.metrics.put("2026-11-20T11:57:00Z", 37);
    bench.metrics.put("2026-11-20T12:01:00Z", 37);
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));
    bench.deploy(STALE.replace("'Threshold':36", "'Threshold':38"));

    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
  }

  @Test
  void remembersEverythingAcrossARestart() {
    bench.metrics.put("2026-11-20T11:57:00Z", 37);
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));
    Alarms again = bench.restarted();

    assertThat(again.find("stale")).isEqualTo(bench.alarms.find("stale"));
    assertThat(again.history()).isEqualTo(bench.alarms.history());
  }

  @Test
  void isEvaluatedOncePerHourWhenItLooksAtMoreThanADay() {
    bench.deploy(
        STALE
            .replace("'Period':300", "'Period':86400")
            .replace("'EvaluationPeriods':1", "'EvaluationPeriods':2"));
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);

    bench.metrics.put("2026-11-20T12:01:30Z", 1);
    bench.metrics.put("2026-11-19T12:01:30Z", 1);
    bench.advanceTo("2026-11-20T12:59:00Z");
    assertThat(bench.state("stale")).isEqualTo(AlarmState.ALARM);
    bench.advanceTo("2026-11-20T13:00:00Z");
    assertThat(bench.state("stale")).isEqualTo(AlarmState.OK);
  }

  @Test
  void forgetsHistoryAfterThirtyDays() {
    bench.deploy(STALE);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.summaries()).hasSize(3);

    bench.advance(Duration.ofDays(30));
    bench.alarms.enableActions(List.of("stale"), false);
    assertThat(bench.summaries())
        .containsExactly(
            "Alarm updated from INSUFFICIENT_DATA to ALARM",
            "Successfully executed action arn:aws:sns:us-east-1:000000000000:news",
            "Alarm \"stale\" updated");
  }

  @Test
  void deletesButKeepsTheHistory() {
    bench.deploy(STALE);
    bench.alarms.delete(List.of("stale"));
    bench.alarms.delete(List.of("stale"));

    assertThat(bench.alarms.all()).isEmpty();
    assertThat(bench.summaries())
        .containsExactly("Alarm \"stale\" created", "Alarm \"stale\" deleted");
  }
}
