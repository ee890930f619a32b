package dev.sundial.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a request to the deployed stage through: route, authorization, throttle, function, answer,
 * access log.
 */
final class Gateway {
  /** The longest integration time-out of a REST API. */
  private static final Duration PATIENCE = Duration.ofSeconds(29);

  /** Larger bodies are refused before anything reads them. */
  static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  private final RestApis apis;
  private final ProxyTarget target;
  private final IamAuthorization authorization;
  private final TokenAuthorization tokens;
  private final AccessLog log;
  private final ApiMetrics metrics;
  private final TokenBucket bucket = new TokenBucket(System::nanoTime);

  Gateway(
      RestApis apis,
      ProxyTarget target,
      IamAuthorization authorization,
      AccessLog log,
      ApiMetrics metrics) {
    this.apis = apis;
    this.target = target;
    this.authorization = authorization;
    this.tokens = new TokenAuthorization(target, apis.clock());
    this.log = log;
    this.metrics = metrics;
  }

  RestApis apis() {
    return apis;
  }

  ApiResponse answer(ApiRequest request) {
    Optional<RestApis.Served> served = apis.served();
    if (served.isEmpty()) {
      return finish(request, ApiResponse.of(GatewayError.MISSING_AUTHENTICATION_TOKEN));
    }
    return answer(served.get(), request);
  }

  /** The same for a stage that is not the one of the API port. */
  ApiResponse answer(RestApis.Served served, ApiRequest request) {
    long began = System.nanoTime();
    Reply reply = routed(served, request);
    ApiResponse response = finish(request, rendered(served, request, reply));
    Duration latency = Duration.ofNanos(System.nanoTime() - began);
    metrics.answered(served, request.at(), response.status(), latency);
    logAccess(served, request, reply, response, latency.toMillis());
    return response;
  }

  /** What is told in place of an answer to a request that could not be read. */
  ApiResponse refuse(GatewayError error, ApiRequest request) {
    return finish(
        request,
        apis.served()
            .map(served -> rendered(served, request, Reply.Failed.of(error)))
            .orElseGet(() -> ApiResponse.of(error)));
  }

  private static ApiResponse rendered(RestApis.Served served, ApiRequest request, Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> answered.response();
      case Reply.Failed failed ->
          served
              .deployment()
              .tells()
              .tell(new ErrorContext(failed.failure(), served.stage(), request));
    };
  }

  private Reply routed(RestApis.Served served, ApiRequest request) {
    if (!RequestTarget.isWellFormed(request.rawPath(), request.rawQuery())) {
      return Reply.Failed.of(GatewayError.BAD_REQUEST);
    }
    Optional<Route> route =
        Route.find(served.deployment().resources(), request.method(), request.rawPath());
    if (route.isEmpty()) {
      return Reply.Failed.of(GatewayError.MISSING_AUTHENTICATION_TOKEN);
    }
    return switch (route.get().authorization()) {
      case NONE -> call(served, route.get(), request, new Admission.Anybody());
      case AWS_IAM ->
          switch (authorization.decide(served, request)) {
            case IamAuthorization.Decision.Admitted(Admission.Signer caller) ->
                call(served, route.get(), request, caller);
            case IamAuthorization.Decision.Refused(GatewayFailure failure) ->
                new Reply.Failed(failure);
          };
      case CUSTOM -> vouched(served, route.get(), request);
    };
  }

  private Reply vouched(RestApis.Served served, Route route, ApiRequest request) {
    Optional<TokenAuthorizer> authorizer =
        route.authorizer().flatMap(served.deployment()::authorizer);
    if (authorizer.isEmpty()) {
      return Reply.Failed.of(GatewayError.AUTHORIZER_CONFIGURATION_ERROR);
    }
    return switch (tokens.decide(served, authorizer.get(), request)) {
      case TokenAuthorization.Decision.Admitted(Admission.Vouched caller) ->
          call(served, route, request, caller);
      case TokenAuthorization.Decision.Refused(GatewayFailure failure) -> new Reply.Failed(failure);
    };
  }

  private Reply call(RestApis.Served served, Route route, ApiRequest request, Admission caller) {
    if (!bucket.take(served.stage().rate(), served.stage().burst())) {
      return Reply.Failed.of(GatewayError.THROTTLED);
    }
    byte[] event = new ProxyEvent(served, route, request, caller).toJson();
    long began = System.nanoTime();
    ProxyTarget.Answer answer =
        target.invoke(route.functionArn(), sourceArn(served, route, request), event, PATIENCE);
    metrics.integrated(served, request.at(), Duration.ofNanos(System.nanoTime() - began));
    return switch (answer) {
      case ProxyTarget.Answer.Returned returned ->
          ProxyAnswer.parse(returned.payload())
              .<Reply>map(Reply.Answered::new)
              .orElseGet(() -> Reply.Failed.of(GatewayError.BAD_ANSWER));
      case ProxyTarget.Answer.Failed failed -> Reply.Failed.of(GatewayError.BAD_ANSWER);
      case ProxyTarget.Answer.Refused refused -> Reply.Failed.of(GatewayError.CANNOT_CALL);
      case ProxyTarget.Answer.TimedOut timedOut -> Reply.Failed.of(GatewayError.TIMED_OUT);
      case ProxyTarget.Answer.TooLarge tooLarge -> Reply.Failed.of(GatewayError.REQUEST_TOO_LONG);
    };
  }

  private static String sourceArn(RestApis.Served served, Route route, ApiRequest request) {
    String path = route.resource().path().replaceAll("\\{[^}]*\\}", "*");
    return served.arn(request.method(), path);
  }

  private static ApiResponse finish(ApiRequest request, ApiResponse response) {
    return response
        .with("x-amzn-RequestId", request.id())
        .with("x-amz-apigw-id", request.extendedId())
        .with("X-Amzn-Trace-Id", request.traceId());
  }

  private void logAccess(
      RestApis.Served served, ApiRequest request, Reply reply, ApiResponse response, long millis) {
    String arn = served.stage().accessLogGroup();
    if (arn.isEmpty()) {
      return;
    }
    Map<String, String> context = new HashMap<>();
    context.put("requestId", request.id());
    context.put("extendedRequestId", request.extendedId());
    context.put("identity.sourceIp", request.sourceIp());
    context.put("identity.userAgent", request.header("User-Agent"));
    context.put("httpMethod", request.method());
    context.put("path", "/" + served.stage().name() + request.rawPath());
    context.put("protocol", "HTTP/1.1");
    context.put("status", String.valueOf(response.status()));
    context.put("responseLength", String.valueOf(response.body().length));
    context.put("responseLatency", String.valueOf(millis));
    context.put("requestTimeEpoch", String.valueOf(request.at().toEpochMilli()));
    context.put("requestTime", request.time());
    context.put("stage", served.stage().name());
    context.put("apiId", served.api().id());
    Route.find(served.deployment().resources(), request.method(), request.rawPath())
        .ifPresent(route -> context.put("resourcePath", route.resource().path()));
    if (reply instanceof Reply.Failed failed) {
      context.put("error.responseType", failed.failure().type().name());
      context.put("error.message", failed.failure().message());
    }
    String group = arn.replaceFirst("^.*:log-group:", "").replaceFirst(":\\*$", "");
    log.write(
        group,
        UUID.nameUUIDFromBytes(served.api().id().getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", ""),
        request.at(),
        AccessLog.line(served.stage().accessLogFormat(), context));
  }
}
