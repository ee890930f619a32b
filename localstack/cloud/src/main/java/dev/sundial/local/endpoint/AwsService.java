package dev.sundial.local.endpoint;

/** One AWS service behind the endpoint. Implementations are safe for concurrent use. */
public interface AwsService {

  /** The name in a signature's credential scope, such as {@code dynamodb} or {@code events}. */
  String signingName();

  /**
   * The operation a request asks for, such as {@code PutItem}; {@code Unknown} when it names none.
   * Reads method, path, query and headers; a service of the query protocol may read the buffered
   * body.
   */
  String operationOf(AwsRequest request);

  /** Answers the request. An {@link AwsError} thrown here is rendered by {@link #render}. */
  AwsResponse serve(AwsRequest request) throws Exception;

  /** The error in the protocol the request was made in. */
  AwsResponse render(AwsRequest request, AwsError error);

  /** Whether a request without a signature may be one of this service. */
  default boolean takesUnsigned(AwsRequest request) {
    return false;
  }

  /** What this service says to a request that is signed for another region. */
  default AwsError elsewhere(AwsRequest request) {
    return new AwsError(403, "InvalidSignatureException", notHere(request));
  }

  /** That message, as most services say it. */
  static String notHere(AwsRequest request) {
    return "Credential should be scoped to a valid region: the local cloud is %s, not '%s'."
        .formatted(Account.REGION, request.region());
  }

  /** What this service says when it throttles; a planted fault uses it. */
  default AwsError throttled() {
    return new AwsError(400, "ThrottlingException", "Rate exceeded");
  }
}
