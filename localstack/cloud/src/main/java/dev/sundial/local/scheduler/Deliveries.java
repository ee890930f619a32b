package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first layer of retry: brings an occurrence to its target, or to the schedule's queue. A
 * delivery is kept until one of them has it, so a kill of the process repeats it rather than losing
 * it.
 */
final class Deliveries {
  private static final Logger LOG = System.getLogger(Deliveries.class.getName());

  private final Shelf<Delivery> shelf;
  private final Timeline timeline;
  private final ScheduleTargets targets;

  Deliveries(StateStore store, Timeline timeline, ScheduleTargets targets) {
    this.shelf = store.shelf("scheduler.deliveries", Delivery.class);
    this.timeline = timeline;
    this.targets = targets;
  }

  /** Takes up what an earlier process left. */
  void resume() {
    shelf.values().forEach(this::plan);
  }

  /** Keeps a delivery; {@link #attempt} then makes its first attempt. */
  void keep(Delivery delivery) {
    shelf.putDurably(delivery.id(), delivery);
  }

  List<Delivery> pending() {
    return shelf.values();
  }

  /** Makes an attempt in the background; the clock does not jump meanwhile. */
  void attempt(Delivery delivery) {
    Activity.Ticket ticket = timeline.activity().begin();
    Thread.ofVirtual()
        .name("delivery " + delivery.schedule())
        .start(
            () -> {
              try (ticket) {
                attemptNow(delivery);
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "delivery of " + delivery.schedule() + " failed", e);
              }
            });
  }

  private void attemptNow(Delivery delivery) {
    Instant now = timeline.clock().instant();
    if (delivery.isTooOld(now)) {
      giveUp(delivery, "MaximumEventAgeInSeconds", "EventAgeExceeded", "The event is too old.");
      return;
    }
    try {
      targets.deliver(delivery.target().arn(), delivery.input());
      shelf.removeDurably(delivery.id());
    } catch (AwsError e) {
      Delivery next = delivery.failed(now);
      if (!next.hasRetriesLeft()) {
        giveUp(next, "MaximumRetryAttempts", e.code(), e.text());
      } else if (next.isTooOld(next.next())) {
        giveUp(next, "MaximumEventAgeInSeconds", e.code(), e.text());
      } else {
        shelf.putDurably(next.id(), next);
        plan(next);
      }
    }
  }

  private void plan(Delivery delivery) {
    timeline.at(delivery.next(), "delivery", delivery.schedule(), () -> attempt(delivery));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html">Dead-letter
   *     queues</a>
   */
  private void giveUp(Delivery delivery, String condition, String code, String message) {
    String queue = delivery.target().queueArn();
    if (queue.isEmpty()) {
      LOG.log(Level.WARNING, "schedule {0} lost an event: {1}", delivery.schedule(), message);
    } else {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("ERROR_CODE", code);
      attributes.put("ERROR_MESSAGE", message);
      attributes.put("EXECUTION_ID", delivery.id());
      attributes.put("EXHAUSTED_RETRY_CONDITION", condition);
      attributes.put("IS_PAYLOAD_TRUNCATED", "false");
      attributes.put("RETRY_ATTEMPTS", String.valueOf(Math.max(0, delivery.attempts() - 1)));
      attributes.put(
          "SCHEDULED_TIME", delivery.scheduledAt().truncatedTo(ChronoUnit.SECONDS).toString());
      attributes.put("SCHEDULE_ARN", Schedule.arn(delivery.schedule()));
      attributes.put("TARGET_ARN", delivery.target().arn());
      try {
        targets.deadLetter(queue, delivery.input(), attributes);
      } catch (AwsError e) {
        LOG.log(Level.WARNING, "the queue of schedule " + delivery.schedule() + " took nothing", e);
      }
    }
    shelf.removeDurably(delivery.id());
  }
}
