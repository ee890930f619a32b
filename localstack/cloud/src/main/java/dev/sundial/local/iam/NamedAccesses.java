package dev.sundial.local.iam;

import dev.sundial.local.endpoint.AwsRequest;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Of a service whose actions are named as its operations are, with a few that are not.
 *
 * @param signingName such as {@code logs}
 * @param actions from an operation to its action's name, where they differ
 * @param refusal how the service refuses
 * @param resource from operation and request to an ARN, or {@code *}
 */
public record NamedAccesses(
    String signingName,
    Map<String, String> actions,
    Refusal refusal,
    BiFunction<String, AwsRequest, String> resource)
    implements Accesses {

  public NamedAccesses {
    actions = Map.copyOf(actions);
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    String action = signingName + ":" + actions.getOrDefault(operation, operation);
    return List.of(Access.of(action, resource.apply(operation, request)));
  }
}
