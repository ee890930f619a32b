package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final String ALARM =
      "{'AlarmName':'a','Namespace':'Mine','MetricName':'M','Statistic':'Sum','Period':60,"
          + "'EvaluationPeriods':1,'Threshold':5,'ComparisonOperator':'GreaterThanThreshold',"
          + "'TreatMissingData':'breaching','AlarmActions':['arn:aws:sns:us-east-1:000000000000:news']}";

  private final AlarmBench bench = new AlarmBench();

  @Test
  void aPageThatAKillInterruptedIsSentAfterTheRestartAndOnceOnly() {
    bench.deploy(ALARM);
    bench.deploy(ALARM.replace("'a'", "'b'"));
    bench.actions.dies = true;
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.actions.published).isEmpty();

    bench.actions.dies = false;
    bench.restarted().start();
    assertThat(bench.actions.subjects())
        .containsExactly(
            "ALARM: \"a\" in US East (N. Virginia)", "ALARM: \"b\" in US East (N. Virginia)");
    bench.restarted().start();
    assertThat(bench.actions.published).hasSize(2);
  }

  @Test
  void aStateSetByHandIsToldThoughAKillCameBetween() {
    bench.deploy(ALARM);
    bench.actions.dies = true;
    assertThatThrownBy(
            () -> bench.alarms.setState("a", AlarmState.ALARM, "a drill", Optional.empty()))
        .isInstanceOf(FakeActions.Killed.class);

    bench.actions.dies = false;
    bench.restarted().start();
    assertThat(bench.actions.subjects()).containsExactly("ALARM: \"a\" in US East (N. Virginia)");
  }

  @Test
  void aTransitionThatWasWrittenBringsItsStateWithIt() {
    bench.deploy(ALARM);
    bench.deployComposite("{'AlarmName':'c','AlarmRule':'ALARM(a)'}");
    StoredAlarm before = bench.alarms.find("a").orElseThrow();
    Instant later = AlarmBench.START.plusSeconds(1);
    StoredAlarm after =
        before.with(
            new StoredAlarm.Status(AlarmState.ALARM, "hot", Optional.empty(), later, later));
    bench
        .store
        .shelf("alarms.outbox", Transition.class)
        .put("0000000000000000007", new Transition(after, before.status(), List.of()));

    Alarms again = bench.restarted();
    again.start();
    assertThat(again.find("a")).contains(after);
    assertThat(again.find("c").orElseThrow().status().value()).isEqualTo(AlarmState.ALARM);
    assertThat(bench.actions.published).hasSize(1);
  }

  @Test
  void oneThatCannotBeToldKeepsNoOtherFromBeingTold() {
    Alarms alarms =
        new Alarms(
            bench.store,
            bench.time.timeline(),
            bench.metrics,
            bench.actions,
            event -> {
              throw new IllegalStateException("the bus is broken on purpose");
            });
    bench.deploy(ALARM.replace("['arn", "['arn:aws:sns:us-east-1:000000000000:broken','arn"));
    alarms.put(bench.alarms.find("a").orElseThrow().alarm(), Map.of());
    alarms.setState("a", AlarmState.ALARM, "a drill", Optional.empty());

    assertThat(bench.actions.published).hasSize(1);
    assertThat(bench.summaries())
        .contains(
            "Alarm updated from INSUFFICIENT_DATA to ALARM",
            "Failed to execute action arn:aws:sns:us-east-1:000000000000:broken. Received error:"
                + " \"broken on purpose\"",
            "Successfully executed action arn:aws:sns:us-east-1:000000000000:news");
  }

  @Test
  void whoOnlyAsksDoesNotWaitForAnEvaluation() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    MetricSource slow =
        new MetricSource() {
          @Override
          public List<Point> points(MetricQuery query, Instant from, Instant to) {
            asked.countDown();
            awaitQuietly(answer);
            return List.of();
          }

          @Override
          public boolean isKnown(MetricId metric) {
            return true;
          }
        };
    bench.deploy(ALARM);
    Alarms alarms =
        new Alarms(bench.store, bench.time.timeline(), slow, bench.actions, bench.events::add);
    alarms.start();
    Thread evaluating = Thread.ofVirtual().start(() -> bench.advance(Duration.ofMinutes(1)));
    asked.await();

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(alarms.all()).hasSize(1);
          assertThat(alarms.find("a")).isPresent();
          assertThat(alarms.trouble("a")).isEmpty();
          assertThat(alarms.history()).isNotEmpty();
        });
    answer.countDown();
    evaluating.join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
