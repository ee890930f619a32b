package dev.sundial.local.apigateway;

/**
 * The answers API Gateway gives by itself, with its own texts. Statuses differ from what the
 * control plane tells of their types where AWS's do.
 */
enum GatewayError {
  BAD_REQUEST(ResponseType.DEFAULT_4XX, 400, "BadRequestException", "Bad Request"),
  MISSING_AUTHENTICATION_TOKEN(
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      403,
      "MissingAuthenticationTokenException",
      "Missing Authentication Token"),
  UNAUTHORIZED(ResponseType.UNAUTHORIZED, 401, "UnauthorizedException", "Unauthorized"),
  AUTHORIZER_FAILURE(ResponseType.AUTHORIZER_FAILURE, 500, "AuthorizerFailureException", ""),
  AUTHORIZER_CONFIGURATION_ERROR(
      ResponseType.AUTHORIZER_CONFIGURATION_ERROR, 500, "AuthorizerConfigurationException", ""),
  REQUEST_TOO_LONG(
      ResponseType.REQUEST_TOO_LARGE, 413, "RequestTooLargeException", "Request Too Long"),
  THROTTLED(ResponseType.THROTTLED, 429, "TooManyRequestsException", "Too Many Requests"),
  CANNOT_CALL(
      ResponseType.INTEGRATION_FAILURE,
      500,
      "InternalServerErrorException",
      "Internal server error"),
  BAD_ANSWER(
      ResponseType.DEFAULT_5XX, 502, "InternalServerErrorException", "Internal server error"),
  TIMED_OUT(
      ResponseType.INTEGRATION_TIMEOUT,
      504,
      "InternalServerErrorException",
      "Endpoint request timed out");

  private final ResponseType type;
  private final int status;
  private final String code;
  private final String message;

  GatewayError(ResponseType type, int status, String code, String message) {
    this.type = type;
    this.status = status;
    this.code = code;
    this.message = message;
  }

  ResponseType type() {
    return type;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Empty where the gateway says {@code null}. */
  String message() {
    return message;
  }
}
