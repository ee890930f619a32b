package dev.sundial.local.apigateway;

import java.time.Duration;

/** What a Lambda proxy integration calls. */
@FunctionalInterface
public interface ProxyTarget {

  /**
   * Invokes a function and waits for its answer.
   *
   * @param functionArn with its qualifier
   * @param sourceArn the method that calls, for the function's resource policy
   * @param event the proxy event, JSON
   * @param patience how long the gateway waits, in real time
   */
  Answer invoke(String functionArn, String sourceArn, byte[] event, Duration patience);

  /** How an invocation ended. */
  sealed interface Answer {
    /** The function returned this. */
    record Returned(byte[] payload) implements Answer {}

    /**
     * The function failed.
     *
     * @param message of its error; empty when it has none
     */
    record Failed(String why, String message) implements Answer {}

    /** The function could not be called: missing, forbidden, throttled. */
    record Refused(String why) implements Answer {}

    /** The gateway's patience ended first. */
    record TimedOut() implements Answer {}

    /** The event was too large for the function. */
    record TooLarge() implements Answer {}
  }
}
