package dev.sundial.local.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the targets of rules and of schedules say alike: how long to try, and where the rest goes.
 */
public final class DeliveryShapes {
  private DeliveryShapes() {}

  /**
   * The queue of {@code DeadLetterConfig}; null without one.
   *
   * @throws AwsError when it is not a queue
   */
  public static @Nullable String deadLetterQueue(ObjectNode target) {
    JsonNode config = target.path("DeadLetterConfig");
    if (!(config instanceof ObjectNode object)) {
      return null;
    }
    Operations.refuseOthers("DeadLetterConfig", object, Set.of("Arn"));
    String arn = Trees.text(object, "Arn", "");
    if (!arn.isEmpty() && Account.resourceOf("sqs", arn).isEmpty() && !Pending.in(arn)) {
      throw AwsError.validation("DeadLetterConfig.Arn must be the ARN of a queue, was " + arn);
    }
    return arn.isEmpty() ? null : arn;
  }

  /**
   * The {@code RetryPolicy}, or the default.
   *
   * @throws AwsError when a bound is not one that AWS takes
   */
  public static RetryPolicy policy(ObjectNode target) {
    if (!(target.path("RetryPolicy") instanceof ObjectNode object)) {
      return RetryPolicy.defaults();
    }
    Operations.refuseOthers(
        "RetryPolicy", object, Set.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds"));
    try {
      return new RetryPolicy(
          Trees.integer(object, "MaximumRetryAttempts", RetryPolicy.MOST_RETRIES),
          Trees.integer(object, "MaximumEventAgeInSeconds", RetryPolicy.MOST_AGE_SECONDS));
    } catch (IllegalArgumentException e) {
      throw AwsError.validation(String.valueOf(e.getMessage()));
    }
  }

  /** Writes both where they were read. */
  public static void describe(
      ObjectNode target, @Nullable String deadLetterQueue, RetryPolicy policy) {
    if (deadLetterQueue != null) {
      target.putObject("DeadLetterConfig").put("Arn", deadLetterQueue);
    }
    target
        .putObject("RetryPolicy")
        .put("MaximumRetryAttempts", policy.maximumRetries())
        .put("MaximumEventAgeInSeconds", policy.maximumAgeSeconds());
  }
}
