package dev.sundial.local.apigateway;

/** What becomes of a request. */
sealed interface Reply {
  /** The function's answer. */
  record Answered(ApiResponse response) implements Reply {}

  /** The gateway answers instead of it. */
  record Failed(GatewayFailure failure) implements Reply {
    static Failed of(GatewayError error) {
      return new Failed(GatewayFailure.of(error));
    }
  }
}
