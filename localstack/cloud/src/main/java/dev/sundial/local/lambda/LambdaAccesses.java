package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.wire.RestCall;
import java.util.List;

/**
 * What Lambda's operations need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions,
 *     resources, and condition keys for AWS Lambda</a>
 */
public final class LambdaAccesses implements Accesses {
  private static final String FUNCTIONS = "functions";
  private static final String TAGS = "tags";

  @Override
  public String signingName() {
    return "lambda";
  }

  @Override
  public Refusal refusal() {
    return Refusal.REST;
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    boolean invoke = operation.equals("Invoke");
    String action = "lambda:" + (invoke ? "InvokeFunction" : operation);
    return List.of(Access.of(action, resource(request, invoke)));
  }

  /** Paths are {@code /date/functions/name…} or {@code /date/tags/arn}. */
  private static String resource(AwsRequest request, boolean qualified) {
    List<String> path = RestCall.segments(request.rawPath());
    if (path.size() < 3 || !(path.get(1).equals(FUNCTIONS) || path.get(1).equals(TAGS))) {
      return "*";
    }
    FunctionRef ref =
        FunctionRef.parse(RestCall.decode(path.get(2)), request.query().first("Qualifier", ""));
    return qualified ? ref.arn() : FunctionVersion.arn(ref.name());
  }
}
