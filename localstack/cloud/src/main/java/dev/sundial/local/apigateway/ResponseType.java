package dev.sundial.local.apigateway;

import java.util.Optional;

/**
 * The kinds of answers that API Gateway gives by itself, and that an API may restyle: <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
 * response types</a>.
 */
public enum ResponseType {
  ACCESS_DENIED(403),
  API_CONFIGURATION_ERROR(500),
  AUTHORIZER_CONFIGURATION_ERROR(500),
  AUTHORIZER_FAILURE(500),
  BAD_REQUEST_BODY(400),
  BAD_REQUEST_PARAMETERS(400),
  DEFAULT_4XX(0),
  DEFAULT_5XX(0),
  EXPIRED_TOKEN(403),
  INTEGRATION_FAILURE(504),
  INTEGRATION_TIMEOUT(504),
  INVALID_API_KEY(403),
  INVALID_SIGNATURE(403),
  MISSING_AUTHENTICATION_TOKEN(403),
  QUOTA_EXCEEDED(429),
  REQUEST_TOO_LARGE(413),
  RESOURCE_NOT_FOUND(404),
  THROTTLED(429),
  UNAUTHORIZED(401),
  UNSUPPORTED_MEDIA_TYPE(415),
  WAF_FILTERED(403);

  private final int status;

  ResponseType(int status) {
    this.status = status;
  }

  /** The status the control plane tells for it; none for the two that stand for many. */
  Optional<Integer> status() {
    return status == 0 ? Optional.empty() : Optional.of(status);
  }

  /** What stands in where an API says nothing of this one. */
  static ResponseType fallback(int status) {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
