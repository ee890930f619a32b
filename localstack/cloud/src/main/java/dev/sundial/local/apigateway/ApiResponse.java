package dev.sundial.local.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the deployed stage answers; header names as they leave. */
record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** An error as the gateway tells it to an API that says nothing about it. */
  static ApiResponse of(GatewayError error) {
    return GatewayResponses.NONE.plain(GatewayFailure.of(error));
  }

  ApiResponse with(String header, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.of(value));
    return new ApiResponse(status, more, body);
  }
}
