package dev.sundial.local.apigateway;

/**
 * Why the gateway answers a request by itself.
 *
 * @param type which of the API's gateway responses tells it
 * @param status unless that one has its own
 * @param code what the header {@code x-amzn-ErrorType} says
 * @param member of the body that the message is in, unless a template says otherwise: the gateway's
 *     own errors differ in it
 * @param message empty where the gateway says {@code null}
 */
record GatewayFailure(ResponseType type, int status, String code, String member, String message) {

  static GatewayFailure of(GatewayError error) {
    return new GatewayFailure(
        error.type(), error.status(), error.code(), "message", error.message());
  }

  /** 403, because of who asks. */
  static GatewayFailure forbidden(String code, String member, String message) {
    ResponseType type =
        switch (code) {
          case "InvalidSignatureException", "IncompleteSignatureException" ->
              ResponseType.INVALID_SIGNATURE;
          case "ExpiredTokenException" -> ResponseType.EXPIRED_TOKEN;
          default -> ResponseType.ACCESS_DENIED;
        };
    return new GatewayFailure(type, 403, code, member, message);
  }
}
