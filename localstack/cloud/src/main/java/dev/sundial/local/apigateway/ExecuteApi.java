package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.endpoint.Queries;
import dev.sundial.local.signing.Arrived;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Deployed stages behind the AWS endpoint: the first segment of the path names the stage, as in an
 * API's own address. So whoever honours {@code AWS_ENDPOINT_URL} reaches them with a signed
 * request.
 */
final class ExecuteApi implements AwsService {
  private final Gateway gateway;

  ExecuteApi(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public String signingName() {
    return "execute-api";
  }

  @Override
  public String operationOf(AwsRequest request) {
    return "Invoke";
  }

  @Override
  public AwsResponse serve(AwsRequest request) {
    Optional<StageCall> call = StageCall.of(gateway.apis(), request);
    if (call.isEmpty()) {
      throw new AwsError(403, "ForbiddenException", "Forbidden");
    }
    ApiResponse answer =
        request.bytes().length > Gateway.MAX_BODY_BYTES
            ? ApiServer.tooLong()
            : gateway.answer(call.get().served(), apiRequest(request, call.get()));
    return new AwsResponse(
        answer.status(), new Headers(answer.headers()), new AwsResponse.Body.Bytes(answer.body()));
  }

  private ApiRequest apiRequest(AwsRequest request, StageCall call) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .values()
        .forEach(
            (name, values) -> {
              if (!ApiServer.HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
              }
            });
    headers.put("X-Forwarded-For", List.of("127.0.0.1"));
    headers.put("X-Forwarded-Port", List.of("443"));
    headers.put("X-Forwarded-Proto", List.of("https"));
    String id = UUID.randomUUID().toString();
    return new ApiRequest(
        id,
        id.replace("-", "").substring(0, 15) + "=",
        gateway.apis().clock().instant(),
        request.method(),
        call.rawPath(),
        request.rawQuery(),
        Queries.pairs(request.rawQuery()),
        headers,
        "127.0.0.1",
        request.bytes(),
        new Arrived(
            request.method(),
            request.rawPath(),
            request.rawQuery(),
            request.headers().values(),
            request.bytes()));
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    String member = error.code().equals("AccessDeniedException") ? "Message" : "message";
    return AwsResponse.of(
            error.status(),
            "application/json",
            Trees.bytes(Trees.object().put(member, error.text())))
        .with("x-amzn-RequestId", request.id())
        .with("x-amzn-ErrorType", error.code());
  }

  @Override
  public AwsError throttled() {
    return new AwsError(429, "TooManyRequestsException", "Too Many Requests");
  }

  /** Splits a path into the stage and the rest. */
  static String stageOf(String rawPath) {
    List<String> segments = RestCall.segments(rawPath);
    return segments.isEmpty() ? "" : RestCall.decode(segments.getFirst());
  }
}
