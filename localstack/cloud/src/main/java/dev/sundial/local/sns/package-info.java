/**
 * SNS, standard topics: subscriptions, filter policies, and deliveries with AWS's own retries on
 * the virtual clock. Upstream are clients of the endpoint, rules, schedules, functions'
 * destinations and alarms; downstream functions (asynchronously), queues, HTTP servers of this
 * machine and the mail inbox.
 */
@NullMarked
package dev.sundial.local.sns;

import org.jspecify.annotations.NullMarked;
