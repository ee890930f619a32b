package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Set;

/**
 * What SNS's operations need; a batch needs what its single operation does. Those about one
 * subscription know no resource, and to follow the link of a message is anybody's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions,
 *     resources, and condition keys for Amazon SNS</a>
 */
public final class SnsAccesses implements Accesses {
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "ListTopics",
          "ListSubscriptions",
          "GetSubscriptionAttributes",
          "SetSubscriptionAttributes",
          "Unsubscribe");

  @Override
  public String signingName() {
    return "sns";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    String action = "sns:" + (operation.equals("PublishBatch") ? "Publish" : operation);
    ObjectNode input = ModeledService.input(request);
    if (WITHOUT_RESOURCE.contains(operation)) {
      return List.of(Access.of(action, "*"));
    }
    String resource = resource(operation, input);
    return List.of(
        operation.equals("Subscribe")
            ? new Access(
                action,
                resource,
                Facts.none()
                    .with(ConditionKeys.SNS_PROTOCOL, Trees.text(input, "Protocol", ""))
                    .with(ConditionKeys.SNS_ENDPOINT, Trees.text(input, "Endpoint", "")))
            : Access.of(action, resource));
  }

  private static String resource(String operation, ObjectNode input) {
    if (operation.equals("CreateTopic")) {
      return dev.sundial.local.endpoint.Account.arn("sns", Trees.text(input, "Name", ""));
    }
    for (String member : List.of("TopicArn", "TargetArn", "ResourceArn")) {
      String arn = Trees.text(input, member, "");
      if (!arn.isEmpty()) {
        return arn;
      }
    }
    return "*";
  }

  @Override
  public Refusal refusal() {
    return new Refusal(403, "AuthorizationError", 403, "InvalidClientTokenId", 403, "ExpiredToken");
  }
}
