package dev.sundial.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds to what requests need that who hands a role to a service may pass it: else whoever may
 * change a function or a schedule could do whatever any role may.
 *
 * @param service whose requests they are
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">Grant
 *     permissions to pass a role to an AWS service</a>
 */
record PassedRoles(Accesses service) implements Accesses {

  /** An operation that hands over roles: to whom, and in which members of its body. */
  private record Handover(String receiver, List<String> pointers) {}

  private static final Handover SCHEDULE =
      new Handover("scheduler.amazonaws.com", List.of("/Target/RoleArn"));

  private static final Map<String, Handover> HANDOVERS =
      Map.of(
          "lambda:UpdateFunctionConfiguration",
              new Handover("lambda.amazonaws.com", List.of("/Role")),
          "scheduler:CreateSchedule", SCHEDULE,
          "scheduler:UpdateSchedule", SCHEDULE,
          "events:PutRule", new Handover("events.amazonaws.com", List.of("/RoleArn")),
          "events:PutTargets", new Handover("events.amazonaws.com", List.of("/Targets/*/RoleArn")));

  @Override
  public String signingName() {
    return service.signingName();
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    Handover handover = HANDOVERS.get(signingName() + ":" + operation);
    List<Access> needed = service.of(operation, request);
    return handover == null ? needed : with(needed, handover, request);
  }

  private static List<Access> with(List<Access> needed, Handover handover, AwsRequest request) {
    JsonNode body;
    try {
      body = Trees.parse(request.bytes());
    } catch (AwsError e) {
      return needed; // no JSON; the service says so
    }
    Facts facts = Facts.none().with(ConditionKeys.PASSED_TO_SERVICE, handover.receiver());
    List<Access> all = new ArrayList<>(needed);
    for (String pointer : handover.pointers()) {
      for (String role : texts(body, pointer)) {
        all.add(new Access("iam:PassRole", role, facts));
      }
    }
    return all;
  }

  private static List<String> texts(JsonNode body, String pointer) {
    int star = pointer.indexOf("/*");
    List<String> texts = new ArrayList<>();
    if (star < 0) {
      String text = body.at(pointer).asText("");
      return text.isEmpty() ? List.of() : List.of(text);
    }
    body.at(pointer.substring(0, star))
        .forEach(item -> texts.addAll(texts(item, pointer.substring(star + 2))));
    return texts;
  }

  @Override
  public List<Access> toSeeMissing(String operation, String missing, AwsRequest request) {
    return service.toSeeMissing(operation, missing, request);
  }

  @Override
  public Refusal refusal() {
    return service.refusal();
  }
}
