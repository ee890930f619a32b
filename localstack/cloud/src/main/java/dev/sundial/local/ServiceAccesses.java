package dev.sundial.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.AlarmAccesses;
import dev.sundial.local.apigateway.ExecuteApiAccesses;
import dev.sundial.local.apigateway.RestApis;
import dev.sundial.local.dynamodb.DynamoDbAccesses;
import dev.sundial.local.dynamodb.Tables;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.events.EventsAccesses;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.NamedAccesses;
import dev.sundial.local.iam.Role;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.lambda.LambdaAccesses;
import dev.sundial.local.logs.LogsAccesses;
import dev.sundial.local.metrics.MetricAccesses;
import dev.sundial.local.s3.S3Accesses;
import dev.sundial.local.secrets.Secrets;
import dev.sundial.local.sns.SnsAccesses;
import dev.sundial.local.sqs.SqsAccesses;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  static List<Accesses> all(
      Tables tables, Stacks stacks, Roles roles, Secrets secrets, RestApis apis) {
    return List.of(
        new S3Accesses(),
        new DynamoDbAccesses(tables),
        new SqsAccesses(),
        new SnsAccesses(),
        secrets(secrets),
        new ExecuteApiAccesses(apis),
        new LambdaAccesses(),
        new EventsAccesses(),
        scheduler(),
        new LogsAccesses(),
        new MetricAccesses(AlarmAccesses::resources),
        new StackAccesses(stacks),
        iam(roles),
        new ApiGatewayAccesses(),
        new StsAccesses());
  }

  static Accesses scheduler() {
    return new NamedAccesses(
        "scheduler", Map.of(), Accesses.Refusal.REST, (operation, r) -> schedule(r));
  }

  static Accesses secrets(Secrets secrets) {
    return new NamedAccesses(
        "secretsmanager",
        Map.of(),
        Accesses.Refusal.JSON,
        (operation, request) -> {
          ObjectNode input = ModeledService.input(request);
          String id = Trees.text(input, "SecretId", Trees.text(input, "Name", ""));
          return id.isEmpty() ? "*" : secrets.arn(id);
        });
  }

  static Accesses iam(Roles roles) {
    return new NamedAccesses(
        "iam",
        Map.of(),
        Accesses.Refusal.QUERY,
        (operation, request) -> role(operation, request, roles));
  }

  /**
   * Paths are {@code /schedules/name} and {@code /schedule-groups/name}. Lists are decided on as of
   * a schedule, or a group, without a name: they cannot be narrowed.
   */
  private static String schedule(AwsRequest request) {
    List<String> path = RestCall.segments(request.rawPath());
    String kind = path.isEmpty() ? "" : path.getFirst();
    String name = path.size() < 2 ? "" : RestCall.decode(path.get(1));
    return switch (kind) {
      case "schedules" ->
          Account.arn("scheduler", "schedule/" + (name.isEmpty() ? "/" : "default/" + name));
      case "schedule-groups" -> Account.arn("scheduler", "schedule-group/" + name);
      case "tags" -> name;
      default -> "*";
    };
  }

  /** Roles by their ARNs, which have their paths; lists of them by the path they are asked for. */
  private static String role(String operation, AwsRequest request, Roles roles) {
    ObjectNode input = ModeledService.input(request);
    String name = Trees.text(input, "RoleName", "");
    if (operation.equals("ListRoles")) {
      return Account.globalArn("iam", "role" + Trees.text(input, "PathPrefix", "/"));
    }
    return name.isEmpty()
        ? Trees.text(input, "PolicyArn", "*")
        : roles.find(name).map(Role::arn).orElse(Account.globalArn("iam", "role/" + name));
  }

  /** API Gateway's actions are the methods of its own API, and its resources the paths. */
  record ApiGatewayAccesses() implements Accesses {
    @Override
    public String signingName() {
      return "apigateway";
    }

    @Override
    public List<Access> of(String operation, AwsRequest request) {
      return List.of(
          Access.of(
              "apigateway:" + request.method(),
              "arn:aws:apigateway:" + Account.REGION + "::/" + path(request)));
    }

    private static String path(AwsRequest request) {
      return RestCall.segments(request.rawPath()).stream()
          .map(RestCall::decode)
          .collect(Collectors.joining("/"));
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
