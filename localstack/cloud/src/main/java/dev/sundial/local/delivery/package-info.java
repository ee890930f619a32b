/**
 * Delivery of events to targets known by their ARN, with retries and dead-letter queues on the
 * virtual clock: what Scheduler and EventBridge have in common. Upstream they make a {@link
 * dev.sundial.local.delivery.Parcel}; downstream a {@link dev.sundial.local.delivery.Target} per
 * service takes it. What a target does with it afterwards, such as the retries of Lambda's
 * asynchronous invocation, is the target's own business.
 */
@NullMarked
package dev.sundial.local.delivery;

import org.jspecify.annotations.NullMarked;
