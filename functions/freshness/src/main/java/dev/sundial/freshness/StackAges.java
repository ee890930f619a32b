package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** When models were deployed. A stack's creation never changes, so each is asked for once. */
final class StackAges {
  private final CloudFormationClient client;
  private final ResourceNames names;
  private final Map<ModelName, Instant> known = new HashMap<>();

  StackAges(CloudFormationClient client, ResourceNames names) {
    this.client = client;
    this.names = names;
  }

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException when there is no such stack, or it
   *     cannot be asked for
   */
  Instant created(ModelName model) {
    return known.computeIfAbsent(
        model,
        name ->
            client
                .describeStacks(r -> r.stackName(names.modelStack(name)))
                .stacks()
                .getFirst()
                .creationTime());
  }
}
