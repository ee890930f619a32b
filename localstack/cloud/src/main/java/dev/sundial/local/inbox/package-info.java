/**
 * What reaches people: the mail of SNS, and an incoming webhook that behaves as Slack's. Upstream
 * are SNS and whoever posts to the webhook; downstream only the state store and the pages.
 */
@NullMarked
package dev.sundial.local.inbox;

import org.jspecify.annotations.NullMarked;
