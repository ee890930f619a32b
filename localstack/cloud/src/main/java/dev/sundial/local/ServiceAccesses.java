package dev.sundial.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.dynamodb.DynamoDbAccesses;
import dev.sundial.local.dynamodb.Tables;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.events.EventsAccesses;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.NamedAccesses;
import dev.sundial.local.lambda.LambdaAccesses;
import dev.sundial.local.logs.LogGroups;
import dev.sundial.local.s3.S3Accesses;
import dev.sundial.local.sqs.SqsAccesses;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Map;

/**
 * What the requests of every service need. Those whose actions are called as their operations are,
 * and that have one kind of resource, are told here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class ServiceAccesses {
  private ServiceAccesses() {}

  static List<Accesses> all(Tables tables) {
    return List.of(
        new S3Accesses(),
        new DynamoDbAccesses(tables),
        new SqsAccesses(),
        new LambdaAccesses(),
        new EventsAccesses(),
        new NamedAccesses(
            "scheduler", Map.of(), Accesses.Refusal.REST, (operation, r) -> schedule(r)),
        new NamedAccesses("logs", Map.of(), Accesses.Refusal.JSON, (operation, r) -> logGroup(r)),
        new NamedAccesses(
            "cloudformation", Map.of(), Accesses.Refusal.QUERY, (operation, r) -> stack(r)),
        new NamedAccesses("iam", Map.of(), Accesses.Refusal.QUERY, (operation, r) -> role(r)),
        new ApiGatewayAccesses(),
        new StsAccesses());
  }

  /** Paths are {@code /schedules/name}. */
  private static String schedule(AwsRequest request) {
    String[] path = request.rawPath().split("/");
    return path.length == 3 && path[1].equals("schedules")
        ? Account.arn("scheduler", "schedule/default/" + RestCall.decode(path[2]))
        : "*";
  }

  private static String logGroup(AwsRequest request) {
    ObjectNode input = Trees.parse(request.bytes());
    for (String member : List.of("logGroupName", "logGroupIdentifier", "resourceArn")) {
      String group = Trees.text(input, member, "");
      if (!group.isEmpty()) {
        String stream = Trees.text(input, "logStreamName", "");
        return LogGroups.arn(LogGroups.nameOf(group))
            + (stream.isEmpty() ? ":*" : ":log-stream:" + stream);
      }
    }
    return "*";
  }

  private static String stack(AwsRequest request) {
    String name = Trees.text(ModeledService.input(request), "StackName", "");
    return name.isEmpty() || name.startsWith("arn:")
        ? (name.isEmpty() ? "*" : name)
        : Account.arn("cloudformation", "stack/" + name + "/*");
  }

  private static String role(AwsRequest request) {
    ObjectNode input = ModeledService.input(request);
    String name = Trees.text(input, "RoleName", "");
    return name.isEmpty()
        ? Trees.text(input, "PolicyArn", "*")
        : Account.globalArn("iam", "role/" + name);
  }

  /** API Gateway's actions are the methods of its own API, and its resources the paths. */
  private record ApiGatewayAccesses() implements Accesses {
    @Override
    public String signingName() {
      return "apigateway";
    }

    @Override
    public List<Access> of(String operation, AwsRequest request) {
      return List.of(
          Access.of(
              "apigateway:" + request.method(),
              "arn:aws:apigateway:" + Account.REGION + "::" + request.rawPath()));
    }

    @Override
    public Refusal refusal() {
      return Accesses.Refusal.REST;
    }
  }

  /** Anybody may ask who it is; a role is taken when its trust policy says so. */
  private record StsAccesses() implements Accesses {
    @Override
    public String signingName() {
      return "sts";
    }

    @Override
    public List<Access> of(String operation, AwsRequest request) {
      return operation.equals("AssumeRole")
          ? List.of(
              Access.of("sts:AssumeRole", Trees.text(ModeledService.input(request), "RoleArn", "")))
          : List.of();
    }

    @Override
    public Refusal refusal() {
      return Accesses.Refusal.QUERY;
    }
  }
}
