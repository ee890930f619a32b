package dev.sundial.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SchedulesTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final StateStore store = StateStore.inMemory();
  private final FakeTargets targets = new FakeTargets();
  private Timeline timeline = timeline();
  private Schedules schedules = new Schedules(store, timeline, targets);

  /** Refuses as many deliveries as told; writes down the rest. */
  private final class FakeTargets implements ScheduleTargets {
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, String>> dead = Collections.synchronizedList(new ArrayList<>());
    private final List<Instant> attempts = Collections.synchronizedList(new ArrayList<>());
    private int refusals;

    @Override
    public synchronized void deliver(String targetArn, String input) {
      attempts.add(Objects.requireNonNull(now.get()));
      if (refusals > 0) {
        refusals--;
        throw new AwsError(404, "ResourceNotFoundException", "Function not found");
      }
      delivered.add(input);
    }

    @Override
    public void deadLetter(String queueArn, String input, Map<String, String> attributes) {
      dead.add(attributes);
    }
  }

  private Timeline timeline() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
          }

          @Override
          public Instant instant() {
            return Objects.requireNonNull(now.get());
          }
        };
    return new Timeline(clock, now::set, new Activity());
  }

  private void put(int retries, int ageSeconds) {
    schedules.put(
        new Schedule(
            "daily",
            "",
            "cron(15 3 * * ? *)",
            "UTC",
            true,
            Optional.empty(),
            Optional.empty(),
            new Schedule.Target(
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                "role",
                "{\"t\":\"<aws.scheduler.scheduled-time>\",\"n\":<aws.scheduler.attempt-number>}",
                "arn:aws:sqs:us-east-1:000000000000:q",
                retries,
                ageSeconds),
            START,
            START,
            Optional.empty()));
  }

  private void restart() {
    timeline = timeline();
    schedules = new Schedules(store, timeline, targets);
    schedules.start();
  }

  private void advance(Duration by) throws InterruptedException {
    timeline.advanceTo(Objects.requireNonNull(now.get()).plus(by));
  }

  @Test
  void deliversEachDayWithItsOwnScheduledTime() throws InterruptedException {
    put(0, 3600);

    advance(Duration.ofDays(3));

    assertThat(targets.delivered)
        .containsExactly(
            "{\"t\":\"2026-11-20T03:15:00Z\",\"n\":1}",
            "{\"t\":\"2026-11-21T03:15:00Z\",\"n\":1}",
            "{\"t\":\"2026-11-22T03:15:00Z\",\"n\":1}");
    assertThat(schedules.pending()).isEmpty();
  }

  @Test
  void triesAFailedDeliveryAgainWithGrowingWaits() throws InterruptedException {
    put(3, 86_400);
    targets.refusals = 2;

    advance(Duration.ofHours(4));

    Instant due = Instant.parse("2026-11-20T03:15:00Z");
    assertThat(targets.attempts).containsExactly(due, due.plusSeconds(30), due.plusSeconds(90));
    assertThat(targets.delivered).containsExactly("{\"t\":\"2026-11-20T03:15:00Z\",\"n\":3}");
    assertThat(targets.dead).isEmpty();
  }

  @Test
  void keepsWhatExhaustedItsRetries() throws InterruptedException {
    put(2, 86_400);
    targets.refusals = 99;

    advance(Duration.ofHours(4));

    assertThat(targets.attempts).hasSize(3);
    assertThat(targets.dead).hasSize(1);
    assertThat(targets.dead.getFirst())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "2")
        .containsEntry("ERROR_CODE", "ResourceNotFoundException")
        .containsEntry("SCHEDULED_TIME", "2026-11-20T03:15:00Z");
    assertThat(schedules.pending()).isEmpty();
  }

  @Test
  void givesUpBeforeAnEventGetsTooOld() throws InterruptedException {
    put(185, 60);
    targets.refusals = 99;

    advance(Duration.ofHours(4));

    assertThat(targets.attempts).hasSize(2);
    assertThat(targets.dead.getFirst())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void doesNotCatchUpBeyondTheMaximumAge() throws InterruptedException {
    put(0, 3600);
    now.set(Instant.parse("2026-11-23T04:15:01Z"));

    restart();
    timeline.activity().awaitQuiet();

    assertThat(targets.delivered).isEmpty();
    assertThat(schedules.get("daily").due()).hasValue(Instant.parse("2026-11-24T03:15:00Z"));
  }

  @Test
  void deliversLateWhatIsStillYoungEnough() throws InterruptedException {
    put(0, 3600);
    now.set(Instant.parse("2026-11-23T04:15:00Z"));

    restart();
    timeline.activity().awaitQuiet();

    assertThat(targets.delivered).containsExactly("{\"t\":\"2026-11-23T03:15:00Z\",\"n\":1}");
  }

  @Test
  void doesNotRepeatAfterARestartWhatWasDelivered() throws InterruptedException {
    put(0, 3600);
    advance(Duration.ofHours(4));

    restart();
    timeline.activity().awaitQuiet();

    assertThat(targets.delivered).hasSize(1);
  }

  @Test
  void firesOnceWhenAskedAndKeepsItsPlan() throws InterruptedException {
    put(0, 3600);

    Instant scheduled = schedules.fire("daily");
    timeline.activity().awaitQuiet();

    assertThat(scheduled).isEqualTo(START);
    assertThat(targets.delivered).containsExactly("{\"t\":\"2026-11-20T00:00:00Z\",\"n\":1}");
    assertThat(schedules.get("daily").due()).hasValue(Instant.parse("2026-11-20T03:15:00Z"));
  }

  @Test
  void isNotDueAfterItIsDeleted() throws InterruptedException {
    put(0, 3600);
    schedules.delete("daily");

    advance(Duration.ofDays(2));

    assertThat(targets.delivered).isEmpty();
  }
}
