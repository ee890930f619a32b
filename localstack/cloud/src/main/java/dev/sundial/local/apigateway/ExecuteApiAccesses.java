package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import java.util.List;

/** To call an API's method through the AWS endpoint. */
public record ExecuteApiAccesses(RestApis apis) implements Accesses {

  @Override
  public String signingName() {
    return "execute-api";
  }

  /** Of a stage that there is none of, the service speaks. */
  @Override
  public List<Access> of(String operation, AwsRequest request) {
    return StageCall.of(apis, request)
        .map(call -> Access.of("execute-api:Invoke", call.arn(request.method())))
        .stream()
        .toList();
  }

  @Override
  public Refusal refusal() {
    return Refusal.REST;
  }
}
