package dev.sundial.local.secrets;

import dev.sundial.local.endpoint.AwsError;

/** The errors of Secrets Manager; none of them tells a value. */
final class SecretErrors {
  private SecretErrors() {}

  static AwsError notFound() {
    return new AwsError(
        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  static AwsError noVersion(String what) {
    return new AwsError(
        400,
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for " + what);
  }

  static AwsError exists(String name) {
    return new AwsError(
        400,
        "ResourceExistsException",
        "The operation failed because the secret " + name + " already exists.");
  }

  static AwsError tokenInUse(String token, StoredSecret secret) {
    return new AwsError(
        400,
        "ResourceExistsException",
        "You can't use ClientRequestToken "
            + token
            + " because that value is already in use for a version of secret "
            + secret.arn()
            + ".");
  }

  static AwsError marked() {
    return request(
        "You can't perform this operation on the secret because it was marked for deletion.");
  }

  static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterException", message);
  }

  static AwsError request(String message) {
    return new AwsError(400, "InvalidRequestException", message);
  }
}
