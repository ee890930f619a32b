package dev.sundial.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the deployed stage answers; header names as they leave. */
record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

  static ApiResponse of(GatewayError error) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-ErrorType", List.of(error.type()));
    String body = "{\"message\":\"" + error.message() + "\"}";
    return new ApiResponse(error.status(), headers, body.getBytes(StandardCharsets.UTF_8));
  }

  ApiResponse with(String header, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.of(value));
    return new ApiResponse(status, more, body);
  }
}
