/**
 * Tells people: alarms from the topic and lifecycle events from the bus become messages in Slack
 * that somebody can act on. {@link dev.sundial.slack.SlackHandler} reads what came ({@link
 * dev.sundial.slack.Incoming}), puts it into words ({@link dev.sundial.slack.Wording}) and delivers
 * it ({@link dev.sundial.slack.Delivery}); what cannot be delivered is thrown, so that Lambda tries
 * again and then keeps it.
 */
@NullMarked
package dev.sundial.slack;

import org.jspecify.annotations.NullMarked;
