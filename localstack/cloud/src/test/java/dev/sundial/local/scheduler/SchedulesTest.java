package dev.sundial.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.FunctionTarget;
import dev.sundial.local.delivery.QueueTarget;
import dev.sundial.local.delivery.RetryPolicy;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.PeekedMessage;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:train";
  private static final String INPUT =
      "{\"at\":\"<aws.scheduler.scheduled-time>\",\"n\":<aws.scheduler.attempt-number>}";

  /** A cloud of scheduler, queues and noted functions on one store. */
  private static final class Cloud {
    final VirtualTime time;
    final RecordingFunctions functions;
    final Queues queues;
    final Courier courier;
    final Schedules schedules;

    Cloud(VirtualTime time, StateStore store) {
      this.time = time;
      functions = new RecordingFunctions(time.clock());
      queues = new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
      courier =
          new Courier(
              store,
              time.timeline(),
              queues,
              (parcel, action, resource) -> {},
              List.of(new FunctionTarget(functions), new QueueTarget(queues)));
      schedules = new Schedules(store, time.timeline(), courier, (role, schedule) -> true);
    }

    void start() {
      courier.start();
      schedules.start();
    }
  }

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");

  private Cloud cloud() {
    Cloud cloud = new Cloud(time, StateStore.inMemory());
    cloud.start();
    return cloud;
  }

  private static Schedule daily(int retries, Duration age) {
    ScheduleTarget target =
        new ScheduleTarget(
            FUNCTION,
            "arn:aws:iam::000000000000:role/r",
            INPUT,
            Queues.arn("dead"),
            new RetryPolicy(retries, (int) age.toSeconds()),
            null,
            null);
    return new Schedule(
        "daily", "cron(15 3 * * ? *)", "UTC", true, null, null, null, false, target);
  }

  @Test
  void invokesItsTargetAtEveryOccurrence() throws Exception {
    Cloud cloud = cloud();
    cloud.schedules.create(daily(0, Duration.ofHours(6)), null);
    time.advanceTo("2026-11-21T03:14:59Z");
    assertThat(cloud.functions.calls()).isEmpty();
    time.advance(Duration.ofDays(2));

    assertThat(cloud.functions.calls())
        .containsExactly(
            "2026-11-21T03:15:00Z train {\"at\":\"2026-11-21T03:15:00Z\",\"n\":1}",
            "2026-11-22T03:15:00Z train {\"at\":\"2026-11-22T03:15:00Z\",\"n\":1}");
    assertThat(cloud.schedules.lastFired("daily")).contains(Instant.parse("2026-11-22T03:15:00Z"));
    assertThat(cloud.schedules.next("daily")).contains(Instant.parse("2026-11-23T03:15:00Z"));
  }

  @Test
  void retriesADeliveryWithGrowingPausesAndThenPutsItIntoTheQueue() throws Exception {
    Cloud cloud = cloud();
    cloud.queues.send(createDeadLetterQueue(cloud), "already here", Map.of());
    cloud.functions.refuse(new AwsError(404, "ResourceNotFoundException", "Function not found"));
    cloud.schedules.create(daily(5, Duration.ofHours(6)), null);

    time.advanceTo("2026-11-21T12:00:00Z");

    assertThat(cloud.functions.calls())
        .extracting(call -> call.substring(11, 19) + call.substring(call.length() - 6))
        .containsExactly(
            "03:15:00\"n\":1}",
            "03:16:00\"n\":2}",
            "03:18:00\"n\":3}",
            "03:22:00\"n\":4}",
            "03:30:00\"n\":5}",
            "03:38:00\"n\":6}");
    PeekedMessage dead = cloud.queues.peek("dead", 10).getLast();
    assertThat(dead.body()).isEqualTo("{\"at\":\"2026-11-21T03:15:00Z\",\"n\":6}");
    Map<String, String> attributes = new TreeMap<>();
    dead.attributes().forEach((name, value) -> attributes.put(name, text(value)));
    assertThat(attributes.remove("EXECUTION_ID")).matches("[0-9a-f]{16}");
    assertThat(attributes)
        .isEqualTo(
            Map.of(
                "ERROR_CODE", "ResourceNotFoundException",
                "ERROR_MESSAGE", "Function not found",
                "EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts",
                "IS_PAYLOAD_TRUNCATED", "false",
                "RETRY_ATTEMPTS", "5",
                "SCHEDULED_TIME", "2026-11-21T03:15:00Z",
                "SCHEDULE_ARN", "arn:aws:scheduler:us-east-1:000000000000:schedule/default/daily",
                "TARGET_ARN", FUNCTION));
    assertThat(cloud.courier.underway()).isEmpty();
  }

  private static String text(MessageAttribute attribute) {
    return String.valueOf(attribute.text());
  }

  private static String createDeadLetterQueue(Cloud cloud) {
    cloud.queues.ensure("dead");
    return "dead";
  }

  @Test
  void givesUpWhenTheEventIsTooOld() throws Exception {
    Cloud cloud = cloud();
    createDeadLetterQueue(cloud);
    cloud.functions.refuse(new AwsError(429, "TooManyRequestsException", "Rate Exceeded."));
    cloud.schedules.create(daily(185, Duration.ofMinutes(5)), null);

    time.advanceTo("2026-11-21T03:19:59Z");
    assertThat(cloud.functions.calls()).hasSize(3);
    assertThat(cloud.queues.peek("dead", 10)).isEmpty();
    time.advanceTo("2026-11-21T03:20:00Z");

    assertThat(cloud.functions.calls()).hasSize(3);
    assertThat(cloud.queues.peek("dead", 10))
        .first()
        .satisfies(
            dead -> {
              assertThat(dead.attributes())
                  .extractingByKey("EXHAUSTED_RETRY_CONDITION")
                  .isEqualTo(MessageAttribute.text("MaximumEventAgeInSeconds"));
              assertThat(dead.attributes())
                  .extractingByKey("RETRY_ATTEMPTS")
                  .isEqualTo(MessageAttribute.text("2"));
            });
  }

  @Test
  void deliversOnceWhenARetrySucceeds() throws Exception {
    Cloud cloud = cloud();
    createDeadLetterQueue(cloud);
    cloud.functions.refuseOnce(new AwsError(500, "ServiceException", "no"));
    cloud.schedules.create(daily(1, Duration.ofHours(6)), null);
    time.advanceTo("2026-11-21T12:00:00Z");

    assertThat(cloud.functions.calls()).hasSize(2);
    assertThat(cloud.queues.peek("dead", 10)).isEmpty();
  }

  @Test
  void aRestartNeitherRepeatsNorForgetsAnOccurrence(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    Cloud before = new Cloud(time, StateStore.open(file));
    before.start();
    before.schedules.create(daily(0, Duration.ofHours(6)), null);
    time.advanceTo("2026-11-21T03:15:00Z");
    assertThat(before.functions.calls()).hasSize(1);

    Cloud after = restarted(file, folder.resolve("1"));
    time.clock().set(Instant.parse("2026-11-22T03:14:59Z"));
    after.start();
    after.time.advance(Duration.ofSeconds(1));

    assertThat(after.functions.calls())
        .containsExactly("2026-11-22T03:15:00Z train {\"at\":\"2026-11-22T03:15:00Z\",\"n\":1}");
  }

  @Test
  void afterThreeDaysOffOnlyTheNewestOccurrenceIsDeliveredIfItIsNotTooOld(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("state");
    Cloud before = new Cloud(time, StateStore.open(file));
    before.schedules.create(daily(0, Duration.ofHours(6)), null);

    time.clock().set(Instant.parse("2026-11-23T09:15:00Z"));
    Cloud late = restarted(file, folder.resolve("1"));
    late.start();
    late.time.advance(Duration.ZERO);
    assertThat(late.functions.calls())
        .containsExactly("2026-11-23T09:15:00Z train {\"at\":\"2026-11-23T03:15:00Z\",\"n\":1}");

    time.clock().set(Instant.parse("2026-11-23T09:15:00.001Z"));
    Cloud tooLate = restarted(file, folder.resolve("2"));
    tooLate.start();
    tooLate.time.advance(Duration.ZERO);
    assertThat(tooLate.functions.calls()).isEmpty();
    assertThat(tooLate.schedules.next("daily")).contains(Instant.parse("2026-11-24T03:15:00Z"));
  }

  @Test
  void aRestartGoesOnWithTheRetriesOfADelivery(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    Cloud before = new Cloud(time, StateStore.open(file));
    before.start();
    before.functions.refuse(new AwsError(404, "ResourceNotFoundException", "gone"));
    before.schedules.create(daily(10, Duration.ofHours(6)), null);
    time.advanceTo("2026-11-21T03:16:00Z");

    Cloud after = restarted(file, folder.resolve("1"));
    after.start();
    after.time.advance(Duration.ofHours(1));

    assertThat(after.functions.calls())
        .containsExactly("2026-11-21T03:18:00Z train {\"at\":\"2026-11-21T03:15:00Z\",\"n\":3}");
  }

  private Cloud restarted(Path file, Path copy) throws Exception {
    return new Cloud(new VirtualTime(time), StateStore.open(Files.copy(file, copy)));
  }

  @Test
  void firesItsTargetNowWithoutMovingItsOwnTimes() throws Exception {
    Cloud cloud = cloud();
    cloud.schedules.create(daily(0, Duration.ofHours(6)), null);
    Instant next = cloud.schedules.next("daily").orElseThrow();

    assertThat(cloud.schedules.fire("daily")).isEqualTo(time.clock().instant());
    time.timeline().activity().awaitQuiet();

    assertThat(cloud.functions.calls())
        .containsExactly("2026-11-20T10:00:00Z train {\"at\":\"2026-11-20T10:00:00Z\",\"n\":1}");
    assertThat(cloud.schedules.next("daily")).contains(next);
  }

  @Test
  void aScheduleDeclaredAnewLeavesWhatItMissedWhileDisabled() throws Exception {
    Cloud cloud = cloud();
    Schedule on = daily(0, Duration.ofHours(24));
    Schedule off =
        new Schedule(
            on.name(), on.expression(), on.timezone(), false, null, null, null, false, on.target());
    cloud.schedules.create(off, null);
    time.advanceTo("2026-11-21T04:00:00Z");
    cloud.schedules.update(on);
    time.advanceTo("2026-11-22T03:14:59Z");
    assertThat(cloud.functions.calls()).isEmpty();
    time.advanceTo("2026-11-22T03:15:00Z");
    assertThat(cloud.functions.calls()).hasSize(1);
  }

  @Test
  void aOneTimeScheduleCanGoWhenItIsDone() throws Exception {
    Cloud cloud = cloud();
    Schedule once =
        new Schedule(
            "once",
            "at(2026-11-20T12:00:00)",
            "Europe/Berlin",
            true,
            null,
            null,
            null,
            true,
            daily(0, Duration.ofHours(1)).target());
    cloud.schedules.create(once, null);
    time.advanceTo("2026-11-20T11:00:00Z");
    assertThat(cloud.functions.calls()).hasSize(1);
    assertThat(cloud.schedules.exists("once")).isFalse();
  }

  @Test
  void staysBetweenItsStartAndItsEnd() throws Exception {
    Cloud cloud = cloud();
    Schedule bounded =
        new Schedule(
            "bounded",
            "rate(1 hour)",
            "UTC",
            true,
            null,
            Instant.parse("2026-11-20T12:30:00Z"),
            Instant.parse("2026-11-20T14:30:00Z"),
            false,
            daily(0, Duration.ofHours(1)).target());
    cloud.schedules.create(bounded, null);
    time.advanceTo("2026-11-21T00:00:00Z");
    assertThat(cloud.functions.calls())
        .extracting(call -> call.substring(0, 20))
        .containsExactly("2026-11-20T12:30:00Z", "2026-11-20T13:30:00Z", "2026-11-20T14:30:00Z");
  }
}
