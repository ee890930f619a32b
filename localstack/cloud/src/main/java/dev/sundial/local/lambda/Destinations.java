package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.Account;

/** Where events go that a function gave up on, or finished: queues, topics, buses. */
public interface Destinations {

  /** Whether the ARN, other than a function's, is of a kind that can be sent to; else refused. */
  default boolean reaches(String arn) {
    return Account.resourceOf("sqs", arn).isPresent();
  }

  /**
   * Sends an invocation record to a destination other than a function.
   *
   * @param arn of a queue, a topic or an event bus
   * @param functionArn whose event it was, with its version
   * @param succeeded whether the function answered; an event bus tells by the detail type {@code
   *     Lambda Function Invocation Result - Success} or {@code … - Failure}
   * @param json the record
   * @throws Exception when the destination does not take it
   */
  void invocationRecord(String arn, String functionArn, boolean succeeded, String json)
      throws Exception;

  /**
   * Sends an event to a function's dead-letter queue or topic.
   *
   * @param arn of a queue or a topic
   * @param functionArn whose role sends it
   * @param payload the event, as it was
   * @param requestId attribute {@code RequestID}, a string
   * @param errorCode attribute {@code ErrorCode}, a number
   * @param errorMessage attribute {@code ErrorMessage}, a string of at most 1 KB
   * @throws Exception when it is not taken
   */
  void deadLetter(
      String arn,
      String functionArn,
      String payload,
      String requestId,
      int errorCode,
      String errorMessage)
      throws Exception;
}
