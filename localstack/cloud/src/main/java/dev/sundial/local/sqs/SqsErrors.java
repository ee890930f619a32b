package dev.sundial.local.sqs;

import dev.sundial.local.endpoint.AwsError;
import java.util.Map;

/** The errors of SQS: their codes in JSON and, by {@link #QUERY_CODES}, in the query protocol. */
final class SqsErrors {
  private static final String PREFIX = "AWS.SimpleQueueService.";

  /** Codes that differ in the query protocol. */
  static final Map<String, String> QUERY_CODES =
      Map.ofEntries(
          Map.entry("QueueDoesNotExist", PREFIX + "NonExistentQueue"),
          Map.entry("QueueNameExists", "QueueAlreadyExists"),
          Map.entry("TooManyEntriesInBatchRequest", PREFIX + "TooManyEntriesInBatchRequest"),
          Map.entry("EmptyBatchRequest", PREFIX + "EmptyBatchRequest"),
          Map.entry("BatchEntryIdsNotDistinct", PREFIX + "BatchEntryIdsNotDistinct"),
          Map.entry("InvalidBatchEntryId", PREFIX + "InvalidBatchEntryId"),
          Map.entry("BatchRequestTooLong", PREFIX + "BatchRequestTooLong"),
          Map.entry("MessageNotInflight", PREFIX + "MessageNotInflight"),
          Map.entry("UnsupportedOperation", PREFIX + "UnsupportedOperation"),
          Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
          Map.entry("MissingRequiredParameterException", "MissingParameter"));

  private SqsErrors() {}

  static AwsError noQueue() {
    return of("QueueDoesNotExist", "The specified queue does not exist.");
  }

  static AwsError missing(String member) {
    return of(
        "MissingRequiredParameterException",
        "The request must contain the parameter " + member + ".");
  }

  static AwsError invalid(String message) {
    return of("InvalidParameterValueException", message);
  }

  static AwsError invalidValue(String member, String value, String reason) {
    return invalid(
        "Value " + value + " for parameter " + member + " is invalid. Reason: " + reason);
  }

  static AwsError attributeName(String name) {
    return of("InvalidAttributeName", "Unknown Attribute " + name + ".");
  }

  static AwsError attributeValue(String name) {
    return of("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
  }

  static AwsError receiptHandle(String handle) {
    return of(
        "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not valid.");
  }

  static AwsError of(String code, String message) {
    return new AwsError(400, code, message);
  }
}
