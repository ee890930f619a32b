package dev.sundial.local.apigateway;

import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the deployed stage answers; header names as they leave. */
record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

  static ApiResponse of(GatewayError error) {
    return refusal(error.status(), error.type(), "message", error.message());
  }

  /**
   * @param type the gateway's name of the error
   * @param member of the body that the message is in: the gateway's own errors differ in it
   */
  static ApiResponse refusal(int status, String type, String member, String message) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-ErrorType", List.of(type));
    return new ApiResponse(status, headers, Trees.bytes(Trees.object().put(member, message)));
  }

  ApiResponse with(String header, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.of(value));
    return new ApiResponse(status, more, body);
  }
}
