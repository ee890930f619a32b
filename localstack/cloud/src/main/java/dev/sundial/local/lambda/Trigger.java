package dev.sundial.local.lambda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why and how an invocation is tried.
 *
 * @param source who asked, such as {@code invoke} or {@code schedule sundial-local-iris-training}
 * @param requestId the same for every attempt of an event
 * @param attempt from 1; throttled tries do not count
 * @param queued virtual time at which it was asked for
 * @param clientContext JSON of a mobile client, absent when there is none
 * @param traceId of X-Ray, absent to make one up
 */
record Trigger(
    String source,
    String requestId,
    int attempt,
    Instant queued,
    @Nullable String clientContext,
    @Nullable String traceId) {}
