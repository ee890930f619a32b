package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.RestJsonService;
import java.time.Clock;

/** Lambda's API. */
final class LambdaService implements AwsService {
  private static final String TOO_MANY = "TooManyRequestsException";

  private final RestJsonService routes;

  LambdaService(
      Functions functions,
      SyncInvocations sync,
      AsyncInvocations async,
      DestinationArn arns,
      Clock clock) {
    RestJsonService.Builder builder = RestJsonService.named("lambda");
    builder.route(
        "POST",
        "/2015-03-31/functions/{FunctionName}/invocations",
        "Invoke",
        new InvokeOperation(functions, sync, async),
        "Qualifier");
    new FunctionOperations(functions, arns, clock).route(builder);
    routes = builder.build();
  }

  @Override
  public String signingName() {
    return routes.signingName();
  }

  @Override
  public String operationOf(AwsRequest request) {
    return routes.operationOf(request);
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    return routes.serve(request);
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    return error.code().equals(TOO_MANY)
        ? InvokeOperation.throttled(request.id(), "CallerRateLimitExceeded")
        : routes.render(request, error);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(429, TOO_MANY, "Rate Exceeded.");
  }
}
