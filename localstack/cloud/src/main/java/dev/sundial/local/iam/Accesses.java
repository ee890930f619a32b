package dev.sundial.local.iam;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import java.util.List;

/** What the requests of one service ask for, in the words of policies. */
public interface Accesses {

  /** The name in a signature's credential scope, such as {@code dynamodb}. */
  String signingName();

  /**
   * Everything a request needs a permission for; all of it is needed.
   *
   * @param operation such as {@code PutItem}
   */
  List<Access> of(String operation, AwsRequest request);

  /**
   * What the caller must be allowed to learn that something does not exist; without it the answer
   * is that refusal instead. Empty when anybody may.
   *
   * @param missing the error's code, such as {@code NoSuchKey}
   */
  default List<Access> toSeeMissing(String operation, String missing, AwsRequest request) {
    return List.of();
  }

  /** How the service refuses. */
  default Refusal refusal() {
    return Refusal.JSON;
  }

  /**
   * The errors by which a family of services refuses.
   *
   * @param status of HTTP, when a permission is missing
   * @param code when a permission is missing
   * @param unknownStatus of HTTP, for keys that there are none of
   * @param expiredStatus of HTTP, for keys that were somebody's and are over
   */
  record Refusal(
      int status,
      String code,
      int unknownStatus,
      String unknownCode,
      int expiredStatus,
      String expiredCode) {
    /** In awsJson. */
    public static final Refusal JSON =
        new Refusal(
            400,
            "AccessDeniedException",
            400,
            "UnrecognizedClientException",
            400,
            "ExpiredTokenException");

    /** In REST JSON. */
    public static final Refusal REST =
        new Refusal(
            403,
            "AccessDeniedException",
            403,
            "UnrecognizedClientException",
            403,
            "ExpiredTokenException");

    /** In the query protocol. */
    public static final Refusal QUERY =
        new Refusal(403, "AccessDenied", 403, "InvalidClientTokenId", 403, "ExpiredToken");

    /** In S3. */
    public static final Refusal S3 =
        new Refusal(403, "AccessDenied", 403, "InvalidAccessKeyId", 400, "ExpiredToken");

    AwsError missing(Decision.Refused refused) {
      return new AwsError(status, code, refused.message());
    }

    AwsError unknownKey() {
      return new AwsError(
          unknownStatus, unknownCode, "The security token included in the request is invalid.");
    }

    AwsError expiredKey() {
      return new AwsError(
          expiredStatus, expiredCode, "The security token included in the request is expired");
    }
  }
}
