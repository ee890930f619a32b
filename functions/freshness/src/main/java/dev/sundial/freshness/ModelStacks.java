package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Whether models are deployed, and since when. */
final class ModelStacks {
  /** In these a stack need not hold all that its template says. */
  private static final Set<StackStatus> MOVING =
      Set.of(
          StackStatus.REVIEW_IN_PROGRESS,
          StackStatus.CREATE_IN_PROGRESS,
          StackStatus.DELETE_IN_PROGRESS);

  private final CloudFormationClient client;
  private final ResourceNames names;
  private final Map<ModelName, ModelStack.Present> known = new HashMap<>();

  ModelStacks(CloudFormationClient client, ResourceNames names) {
    this.client = client;
    this.names = names;
  }

  /** A model's stack. */
  sealed interface ModelStack {
    /** It was not made yet, or was removed. */
    record Absent() implements ModelStack {}

    /**
     * It is there.
     *
     * @param settled false while it is being made or removed
     */
    record Present(Instant created, boolean settled) implements ModelStack {}
  }

  /**
   * As it was when last asked, if it was there: a stack's creation never changes.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be asked for
   */
  ModelStack remembered(ModelName model) {
    ModelStack.Present present = known.get(model);
    return present == null ? now(model) : present;
  }

  /**
   * As it is now.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be asked for
   */
  ModelStack now(ModelName model) {
    known.remove(model);
    Stack stack;
    try {
      stack = client.describeStacks(r -> r.stackName(names.modelStack(model))).stacks().getFirst();
    } catch (CloudFormationException e) {
      if (saysThatThereIsNone(e)) {
        return new ModelStack.Absent();
      }
      throw e;
    }
    ModelStack.Present present =
        new ModelStack.Present(stack.creationTime(), !MOVING.contains(stack.stackStatus()));
    known.put(model, present);
    return present;
  }

  /** CloudFormation has no code of its own for it: only the words tell it from a bad request. */
  private static boolean saysThatThereIsNone(CloudFormationException e) {
    return e.awsErrorDetails() != null
        && "ValidationError".equals(e.awsErrorDetails().errorCode())
        && String.valueOf(e.awsErrorDetails().errorMessage()).endsWith("does not exist");
  }
}
