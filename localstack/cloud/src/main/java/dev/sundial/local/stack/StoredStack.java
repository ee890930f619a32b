package dev.sundial.local.stack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployed stack as the state file keeps it.
 *
 * @param id its ARN
 * @param number when it was first deployed among the stacks; those with higher numbers are removed
 *     first
 * @param template the text last deployed
 * @param createdAt virtual time
 * @param updatedAt virtual time of the last update that began; null before the first
 */
public record StoredStack(
    String name,
    String id,
    long number,
    String description,
    String template,
    List<ParameterValue> parameters,
    List<OutputValue> outputs,
    Status status,
    String reason,
    Instant createdAt,
    @Nullable Instant updatedAt) {

  /** A parameter as APIs show it. */
  public record ParameterValue(String key, String value) {}

  /**
   * An output.
   *
   * @param exportName null when it is not exported
   */
  public record OutputValue(
      String key, String value, String description, @Nullable String exportName) {}

  public StoredStack {
    parameters = List.copyOf(parameters);
    outputs = List.copyOf(outputs);
  }

  StoredStack with(Status newStatus, String newReason) {
    return new StoredStack(
        name,
        id,
        number,
        description,
        template,
        parameters,
        outputs,
        newStatus,
        newReason,
        createdAt,
        updatedAt);
  }

  StoredStack with(List<OutputValue> newOutputs) {
    return new StoredStack(
        name,
        id,
        number,
        description,
        template,
        parameters,
        newOutputs,
        status,
        reason,
        createdAt,
        updatedAt);
  }
}
