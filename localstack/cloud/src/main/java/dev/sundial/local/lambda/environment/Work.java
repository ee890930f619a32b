package dev.sundial.local.lambda.environment;

import org.jspecify.annotations.Nullable;

/**
 * One invocation for an environment.
 *
 * @param requestId the same for every attempt of an event
 * @param invokedArn as the caller named the function, qualifier included
 * @param payload JSON
 * @param traceId of X-Ray, absent when there is none
 * @param clientContext JSON of a mobile client, absent when there is none
 * @param observer told what happens meanwhile
 */
public record Work(
    String requestId,
    String invokedArn,
    byte[] payload,
    @Nullable String traceId,
    @Nullable String clientContext,
    Observer observer) {

  /** Is told what happens during an invocation. */
  public interface Observer {

    /** It begins in this environment. */
    void runsIn(Environment environment);

    /** It makes an AWS call; returns the call's number, from 1. */
    int callBegan(String service, String operation);

    /** The numbered call ended with an HTTP status, or 0 when no reply left. */
    void callEnded(int number, int status);

    /** Its process was stopped by a signal, or goes on after that. */
    void stopped(boolean now);
  }
}
