/**
 * The alarms, each defined once: what it watches, when it is red, whether it pages, and what to do
 * then. The CDK app makes alarms and widgets of them, the Slack function knows them by name, and
 * docs/alarms.md is their table. Beside them is where people are told: the rule for a webhook's
 * address. Upstream are the metrics' names.
 */
@NullMarked
package dev.sundial.alarms;

import org.jspecify.annotations.NullMarked;
