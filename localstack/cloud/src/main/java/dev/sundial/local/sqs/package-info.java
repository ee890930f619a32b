/**
 * SQS, standard queues: visibility, delays, retention and dead-letter queues on the virtual clock;
 * long polling in real time. Upstream are clients of the endpoint and the {@code delivery} package,
 * which puts here what could not be delivered elsewhere; downstream only the state store.
 */
@NullMarked
package dev.sundial.local.sqs;

import org.jspecify.annotations.NullMarked;
