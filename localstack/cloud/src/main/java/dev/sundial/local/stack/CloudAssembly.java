package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code cdk.out} holds.
 *
 * @param stacks each after the stacks it depends on
 */
record CloudAssembly(List<Stack> stacks, Assets assets) {

  /**
   * A stack to deploy.
   *
   * @param text the template as it was written
   * @param parameters the values given to its parameters
   * @param dependsOn names of stacks
   */
  record Stack(
      String name,
      String text,
      ObjectNode template,
      Map<String, String> parameters,
      Set<String> dependsOn) {}

  CloudAssembly {
    stacks = List.copyOf(stacks);
  }
}
