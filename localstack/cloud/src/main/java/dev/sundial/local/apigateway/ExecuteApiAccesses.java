package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import java.util.List;

/** To call an API's method through the AWS endpoint. */
public record ExecuteApiAccesses(RestApis apis) implements Accesses {

  @Override
  public String signingName() {
    return IamAuthorization.SERVICE;
  }

  /**
   * Of a stage that there is none of, the service speaks; a method of {@link Authorization#AWS_IAM}
   * asks by itself, once it knows that the signature is genuine, and one of {@link
   * Authorization#CUSTOM} asks somebody else.
   */
  @Override
  public List<Access> of(String operation, AwsRequest request) {
    return StageCall.of(apis, request)
        .filter(call -> !call.asksWhoCalls(request.method()))
        .map(call -> Access.of(IamAuthorization.INVOKE, call.arn(request.method())))
        .stream()
        .toList();
  }

  @Override
  public Refusal refusal() {
    return Refusal.REST;
  }
}
