package dev.sundial.local.scheduler;

import dev.sundial.local.delivery.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule invokes.
 *
 * @param input null for Scheduler's own event
 * @param deadLetterQueue ARN of a queue
 * @param detailType of the event, when the target is an event bus
 * @param source of the event, when the target is an event bus
 */
record ScheduleTarget(
    String arn,
    String roleArn,
    @Nullable String input,
    @Nullable String deadLetterQueue,
    RetryPolicy policy,
    @Nullable String detailType,
    @Nullable String source) {}
