/**
 * The Lambda service: functions, versions, aliases and their settings; invocations, synchronous and
 * asynchronous with Lambda's retries, ages and destinations on the virtual clock; and a record of
 * every invocation. Upstream are AWS clients, the Scheduler, the bus and the gateway; downstream
 * the execution environments of {@link dev.sundial.local.lambda.environment}.
 */
@NullMarked
package dev.sundial.local.lambda;

import org.jspecify.annotations.NullMarked;
