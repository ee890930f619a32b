package dev.sundial.local.alarms;

import dev.sundial.local.endpoint.AwsError;

/** The errors of CloudWatch's alarms, called as their shapes are. */
final class AlarmErrors {
  private AlarmErrors() {}

  static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  static AwsError value(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  static AwsError missing(String member) {
    return new AwsError(
        400, "MissingRequiredParameterException", "The parameter " + member + " is required.");
  }

  static AwsError combination(String message) {
    return new AwsError(400, "InvalidParameterCombinationException", message);
  }

  static AwsError format(String message) {
    return new AwsError(400, "InvalidFormatFault", message);
  }

  static AwsError token() {
    return new AwsError(400, "InvalidNextToken", "The next token is not valid");
  }

  static AwsError limit(String message) {
    return new AwsError(400, "LimitExceededFault", message);
  }

  /** Of the operations on tags. */
  static AwsError noResource(String arn) {
    return new AwsError(404, "ResourceNotFoundException", arn + " does not exist");
  }

  static AwsError notFound(String alarm) {
    return new AwsError(404, "ResourceNotFound", "Alarm " + alarm + " does not exist");
  }
}
