package dev.sundial.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.RetryPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule sends events. At most one of input, path and transformer is given; without any the
 * event itself is sent.
 *
 * @param id unique in the rule
 * @param input a constant
 * @param inputPath the part of the event that is sent
 * @param deadLetterQueue ARN of a queue
 */
record RuleTarget(
    String id,
    String arn,
    @Nullable String roleArn,
    @Nullable String input,
    @Nullable String inputPath,
    @Nullable InputTransformer transformer,
    @Nullable String deadLetterQueue,
    RetryPolicy policy) {

  /** What the target gets of an event. */
  String payload(ObjectNode event, String rule, String ruleArn, Instant ingested) {
    if (input != null) {
      return input;
    }
    if (inputPath != null) {
      var part = JsonPath.parse(inputPath).select(event);
      return part.isMissingNode() ? "null" : part.toString();
    }
    return transformer == null
        ? event.toString()
        : transformer.apply(event, rule, ruleArn, ingested);
  }
}
