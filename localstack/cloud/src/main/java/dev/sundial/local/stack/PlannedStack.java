package dev.sundial.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stack that was checked and can be deployed.
 *
 * @param order logical ids of the resources it consists of, each after what it depends on
 * @param dependencies by logical id
 */
record PlannedStack(
    Template template,
    Conditions conditions,
    List<String> order,
    Map<String, Set<String>> dependencies) {

  Declared declared(String logicalId) {
    Declared declared = template.resources().get(logicalId);
    if (declared == null) {
      throw new IllegalArgumentException(logicalId);
    }
    return declared;
  }

  Set<String> dependenciesOf(String logicalId) {
    return dependencies.getOrDefault(logicalId, Set.of());
  }
}
