package dev.sundial.local.delivery;

/** The Lambda service as deliveries need it. */
public interface Functions {

  /**
   * Queues an asynchronous invocation.
   *
   * @param function ARN, with or without qualifier
   * @param payload JSON
   * @param source who asks, for the history
   * @throws dev.sundial.local.endpoint.AwsError when Lambda does not take it
   */
  void invokeAsync(String function, byte[] payload, String source);
}
