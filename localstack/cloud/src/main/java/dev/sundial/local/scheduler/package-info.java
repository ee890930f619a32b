/**
 * EventBridge Scheduler: when a schedule is due it is delivered to its target; a delivery that
 * fails is tried again and in the end kept in the schedule's queue. What the target then does is
 * none of its business. Upstream are templates and clients, downstream {@link
 * dev.sundial.local.scheduler.ScheduleTargets}.
 */
@NullMarked
package dev.sundial.local.scheduler;

import org.jspecify.annotations.NullMarked;
