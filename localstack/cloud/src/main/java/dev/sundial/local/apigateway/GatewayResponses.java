package dev.sundial.local.apigateway;

import dev.sundial.local.wire.Trees;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an API tells what the gateway refuses by itself.
 *
 * @param declared by what they tell
 */
public record GatewayResponses(Map<ResponseType, GatewayResponse> declared) {
  static final GatewayResponses NONE = new GatewayResponses(Map.of());

  public GatewayResponses {
    declared = Map.copyOf(declared);
  }

  /** What a request is told, in the words of the API where AWS lets it choose them. */
  ApiResponse tell(ErrorContext context) {
    GatewayFailure failure = context.failure();
    if (failure.type() == ResponseType.REQUEST_TOO_LARGE) {
      return plain(failure); // AWS refuses it before it knows whose request it is.
    }
    return of(failure.type())
        .or(() -> of(ResponseType.fallback(failure.status())))
        .map(response -> response.tell(context))
        .orElseGet(() -> plain(failure));
  }

  /** What AWS says where an API says nothing. */
  static ApiResponse plain(GatewayFailure failure) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("x-amzn-ErrorType", List.of(failure.code()));
    return new ApiResponse(
        failure.status(),
        headers,
        Trees.bytes(
            failure.message().isEmpty()
                ? Trees.object().putNull(failure.member())
                : Trees.object().put(failure.member(), failure.message())));
  }

  Optional<GatewayResponse> of(ResponseType type) {
    return Optional.ofNullable(declared.get(type));
  }

  GatewayResponses with(ResponseType type, GatewayResponse response) {
    Map<ResponseType, GatewayResponse> more = new HashMap<>(declared);
    more.put(type, response);
    return new GatewayResponses(more);
  }

  GatewayResponses without(ResponseType type) {
    Map<ResponseType, GatewayResponse> fewer = new HashMap<>(declared);
    fewer.remove(type);
    return new GatewayResponses(fewer);
  }
}
