package dev.sundial.local.iam;

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
   * is the refusal of the thing itself. Empty when anybody may.
   */
  default List<Access> toSeeMissing(String operation, AwsRequest request) {
    return List.of();
  }

  /** How the service refuses. */
  default Refusal refusal() {
    return new Refusal(400, "AccessDeniedException");
  }

  /**
   * An error's status and code.
   *
   * @param status of HTTP
   */
  record Refusal(int status, String code) {}
}
