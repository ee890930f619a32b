package dev.sundial.local.delivery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way to a target.
 *
 * @param id unique
 * @param sender who sends it
 * @param target ARN of the target
 * @param payload a text; {@link #ATTEMPT_NUMBER} in it is replaced in a schedule's
 * @param original what a dead letter says instead of the payload; null for the payload itself
 * @param options what the target needs besides, such as {@code DetailType}
 * @param born the time its age counts from
 * @param policy how long it is tried
 * @param deadLetterQueue ARN of the queue it goes to when it was given up; null drops it
 * @param labels attributes of the message in that queue, besides the common ones
 * @param attempts that failed
 * @param due when the next attempt is
 * @param failure how the last attempt failed; null before
 */
public record Parcel(
    String id,
    Sender sender,
    String target,
    String payload,
    @Nullable String original,
    Map<String, String> options,
    Instant born,
    RetryPolicy policy,
    @Nullable String deadLetterQueue,
    Map<String, String> labels,
    int attempts,
    Instant due,
    @Nullable Failure failure) {

  /** Stands for the number of the attempt, from 1, in a schedule's input. */
  public static final String ATTEMPT_NUMBER = "<aws.scheduler.attempt-number>";

  /**
   * Who sends a parcel.
   *
   * @param kind {@code schedule} or {@code rule}
   * @param name of the schedule or rule
   * @param arn of it
   * @param roleArn of the role it does it with; null when the target's own policy must allow it
   */
  public record Sender(Kind kind, String name, String arn, @Nullable String roleArn) {}

  /** Which service sends; they differ in what they try again. */
  public enum Kind {
    /** EventBridge Scheduler: tries everything again. */
    SCHEDULE,
    /** An EventBridge rule: gives up at once when the target is gone or not permitted. */
    RULE
  }

  /** How an attempt failed. */
  public record Failure(String code, String message) {}

  public Parcel {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }

  /** The payload of the attempt that is due. */
  public String payloadNow() {
    return payloadOf(attempts + 1);
  }

  /** What a dead letter says. */
  String deadLetter() {
    return original == null ? payloadOf(attempts) : original;
  }

  private String payloadOf(int attempt) {
    return sender.kind() == Kind.SCHEDULE
        ? payload.replace(ATTEMPT_NUMBER, Integer.toString(attempt))
        : payload;
  }

  Parcel failed(Failure how, Instant next) {
    return new Parcel(
        id,
        sender,
        target,
        payload,
        original,
        options,
        born,
        policy,
        deadLetterQueue,
        labels,
        attempts + 1,
        next,
        how);
  }
}
