package dev.sundial.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * What API Gateway answers by itself, in the error shape of the API. Two of its answers cannot be
 * restyled: those to bodies of more than 6 and 10 MB.
 */
final class GatewayErrors {
  private static final String JSON = "application/json";
  private static final String SAID = "{\"error\":$context.error.messageString}";
  private static final String UNCHECKED =
      "{\"error\":\"who calls could not be checked just now; ask again\"}";
  private static final String WRONG_TOKEN =
      "{\"error\":\"this path wants an Authorization header: Bearer and a token\"}";

  private final RestApi api;
  private final Map<String, String> always;

  private GatewayErrors(RestApi api, List<String> origins) {
    this.api = api;
    this.always = new LinkedHashMap<>();
    always.put("x-request-id", "context.requestId");
    if (origins.size() == 1) {
      // A template knows no list to look an origin up in.
      always.put("Access-Control-Allow-Origin", "'" + origins.getFirst() + "'");
    }
  }

  /**
   * @param origins whose pages may read the answers
   */
  static void add(RestApi api, List<String> origins) {
    GatewayErrors errors = new GatewayErrors(api, origins);
    errors.add("Refused", ResponseType.DEFAULT_4_XX, SAID, Map.of());
    errors.add("Failed", ResponseType.DEFAULT_5_XX, SAID, Map.of());
    errors.add("Throttled", ResponseType.THROTTLED, SAID, Map.of("Retry-After", "'1'"));
    errors.add(
        "Unauthorized",
        ResponseType.UNAUTHORIZED,
        WRONG_TOKEN,
        Map.of("WWW-Authenticate", "'Bearer'"));
    errors.unavailable("AuthorizerFailed", ResponseType.AUTHORIZER_FAILURE);
    errors.unavailable("AuthorizerBroken", ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
  }

  private void add(String id, ResponseType type, String body, Map<String, String> headers) {
    api.addGatewayResponse(id, options(type, body, headers).build());
  }

  private void unavailable(String id, ResponseType type) {
    api.addGatewayResponse(
        id, options(type, UNCHECKED, Map.of("Retry-After", "'5'")).statusCode("503").build());
  }

  private GatewayResponseOptions.Builder options(
      ResponseType type, String body, Map<String, String> headers) {
    Map<String, String> all = new LinkedHashMap<>(always);
    all.putAll(headers);
    return GatewayResponseOptions.builder()
        .type(type)
        .responseHeaders(all)
        .templates(Map.of(JSON, body));
  }
}
