package dev.sundial.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * One thing a role may do.
 *
 * @param why its name in the policy, letters and digits
 * @param actions such as {@code s3:GetObject}
 * @param resource the one ARN, or pattern of ARNs, it may be done to
 * @param conditions operator to key to value; at most one operator, so that there is one order
 */
record Grant(
    String why,
    List<String> actions,
    String resource,
    Map<String, Map<String, Object>> conditions) {

  Grant {
    actions = List.copyOf(actions);
    conditions = Map.copyOf(conditions);
    if (conditions.size() > 1) {
      throw new IllegalArgumentException(why + " has more than one operator");
    }
  }

  static Grant of(String why, String resource, String... actions) {
    return new Grant(why, List.of(actions), resource, Map.of());
  }

  /** The same, as long as the request's value of a key equals the given one, too. */
  Grant when(String operator, String key, Object value) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(conditions);
    Map<String, Object> keys = new LinkedHashMap<>(all.getOrDefault(operator, Map.of()));
    keys.put(key, value);
    all.put(operator, keys);
    return new Grant(why, actions, resource, all);
  }

  static PolicyDocument policy(List<Grant> grants) {
    return PolicyDocument.Builder.create()
        .statements(grants.stream().map(Grant::statement).toList())
        .build();
  }

  private PolicyStatement statement() {
    return PolicyStatement.Builder.create()
        .sid(why)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(List.of(resource))
        .conditions(conditions)
        .build();
  }
}
