package dev.sundial.local.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.iam.Role;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * STS's operations.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/">STS API reference</a>
 */
public final class StsApi {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final int MIN_SECONDS = 900;

  private final Roles roles;
  private final Sessions sessions;
  private final Function<String, Optional<String>> roleOfFunction;

  /**
   * @param roleOfFunction from a function's name to the ARN of its role
   */
  public StsApi(Roles roles, Sessions sessions, Function<String, Optional<String>> roleOfFunction) {
    this.roles = roles;
    this.sessions = sessions;
    this.roleOfFunction = roleOfFunction;
  }

  public AwsService service() {
    return new ModeledService(
        "sts",
        NAMESPACE,
        Map.of("GetCallerIdentity", this::getCallerIdentity, "AssumeRole", this::assumeRole));
  }

  private ObjectNode getCallerIdentity(ObjectNode input, AwsRequest request) {
    Operations.refuseOthers("GetCallerIdentity", input, Set.of());
    return switch (request.caller()) {
      case Caller.Function function -> functionIdentity(function.environment().functionName());
      case Caller.Administrator administrator ->
          sessions
              .find(administrator.accessKey())
              .map(session -> assumed(session.roleName(), session.roleId(), session.name()))
              .orElseGet(() -> identity(Account.ID, Account.globalArn("iam", "root")));
    };
  }

  private ObjectNode functionIdentity(String function) {
    String role = roleOfFunction.apply(function).orElse("");
    String name = role.substring(role.lastIndexOf('/') + 1);
    String id = roles.findByArn(role).map(Role::id).orElse("AROAUNKNOWN");
    return assumed(name, id, function);
  }

  private static ObjectNode assumed(String role, String roleId, String session) {
    return identity(roleId + ":" + session, assumedArn(role, session));
  }

  private static String assumedArn(String role, String session) {
    return Account.globalArn("sts", "assumed-role/" + role + "/" + session);
  }

  private static ObjectNode identity(String userId, String arn) {
    return Trees.object().put("UserId", userId).put("Account", Account.ID).put("Arn", arn);
  }

  private ObjectNode assumeRole(ObjectNode input, AwsRequest request) {
    String arn = required(input, "RoleArn");
    String name = required(input, "RoleSessionName");
    refuseOthers(input);
    if (!SESSION_NAME.matcher(name).matches()) {
      throw invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\w+=,.@-]*");
    }
    Role role =
        roles
            .findByArn(arn)
            .orElseThrow(
                () ->
                    new AwsError(
                        403,
                        "AccessDenied",
                        "User: "
                            + Account.globalArn("iam", "root")
                            + " is not authorized to perform: sts:AssumeRole on resource: "
                            + arn));
    int seconds = Trees.integer(input, "DurationSeconds", 3600);
    if (seconds < MIN_SECONDS || seconds > role.maxSessionSeconds()) {
      throw invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    Session session = sessions.open(arn, role.id(), role.name(), name, Duration.ofSeconds(seconds));
    return answer(role, session);
  }

  /** Elements that would narrow the session cannot be silently left out. */
  private static void refuseOthers(ObjectNode input) {
    input
        .fieldNames()
        .forEachRemaining(
            member -> {
              switch (member) {
                case "RoleArn", "RoleSessionName", "DurationSeconds" -> {}
                default -> throw invalid(member + " is not supported by AssumeRole here");
              }
            });
  }

  private static String required(ObjectNode input, String member) {
    String value = Trees.text(input, member, "");
    if (value.isEmpty()) {
      throw invalid(
          "1 validation error detected: Value null at '"
              + Character.toLowerCase(member.charAt(0))
              + member.substring(1)
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  private static ObjectNode answer(Role role, Session session) {
    ObjectNode output = Trees.object();
    output
        .putObject("Credentials")
        .put("AccessKeyId", session.accessKey())
        .put("SecretAccessKey", session.secretKey())
        .put("SessionToken", session.token())
        .put("Expiration", session.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
    output
        .putObject("AssumedRoleUser")
        .put("AssumedRoleId", role.id() + ":" + session.name())
        .put("Arn", assumedArn(role.name(), session.name()));
    return output.put("PackedPolicySize", 0);
  }
}
