package dev.sundial.local.apigateway;

/** The answers API Gateway gives by itself, with its own texts. */
enum GatewayError {
  BAD_REQUEST(400, "BadRequestException", "Bad Request"),
  MISSING_AUTHENTICATION_TOKEN(
      403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
  REQUEST_TOO_LONG(413, "RequestTooLargeException", "Request Too Long"),
  THROTTLED(429, "TooManyRequestsException", "Too Many Requests"),
  CANNOT_CALL(500, "InternalServerErrorException", "Internal server error"),
  BAD_ANSWER(502, "InternalServerErrorException", "Internal server error"),
  TIMED_OUT(504, "InternalServerErrorException", "Endpoint request timed out");

  private final int status;
  private final String type;
  private final String message;

  GatewayError(int status, String type, String message) {
    this.status = status;
    this.type = type;
    this.message = message;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String message() {
    return message;
  }
}
