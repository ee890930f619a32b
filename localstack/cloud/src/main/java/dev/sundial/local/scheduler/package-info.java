/**
 * EventBridge Scheduler: schedules by cron, rate and one-time expressions on the virtual clock.
 * Upstream are templates and clients of the endpoint; downstream the {@code delivery} package takes
 * what is due to its target.
 *
 * <p>The local cloud does not always run, which AWS does. What a schedule missed meanwhile is not
 * caught up: of all missed occurrences only the newest is delivered, late, and only while it is not
 * older than the schedule's maximum event age.
 */
@NullMarked
package dev.sundial.local.scheduler;

import org.jspecify.annotations.NullMarked;
