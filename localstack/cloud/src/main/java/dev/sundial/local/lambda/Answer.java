package dev.sundial.local.lambda;

import java.util.Optional;

/**
 * What a synchronous invocation gives its caller.
 *
 * @param requestId of the invocation
 * @param executedVersion {@code $LATEST} or a number
 * @param payload the handler's answer; the error's description when the function failed
 * @param functionError the error's type, such as {@code Sandbox.Timedout}; empty when it answered
 * @param logTail the last 4 KB of its log
 */
public record Answer(
    String requestId,
    String executedVersion,
    byte[] payload,
    Optional<String> functionError,
    byte[] logTail) {}
