/**
 * A month with a model, played through on the local cloud's clock: data that drifts, a poisoned
 * batch, an outage, Slack that refuses messages, and an operator who does what the runbook says.
 * Everything told is read back from the registry, the alarms' history and the Slack inbox.
 */
@NullMarked
package dev.sundial.simulation;

import org.jspecify.annotations.NullMarked;
