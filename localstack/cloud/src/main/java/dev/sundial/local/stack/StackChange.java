package dev.sundial.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a deployment does with one stack.
 *
 * @param action ADD, REMOVE, or CHANGE even where nothing changes
 * @param remark why it changes where no resource does; may be empty
 * @param resources those that do not stay as they are
 * @param outputs whose values change
 */
public record StackChange(
    String stack,
    Action action,
    String remark,
    List<ResourceChange> resources,
    List<PropertyChange> outputs) {

  public StackChange {
    resources = List.copyOf(resources);
    outputs = List.copyOf(outputs);
  }

  /** Whether it stays as it is. */
  @JsonIgnore
  public boolean isNothing() {
    return action == Action.CHANGE && remark.isEmpty() && resources.isEmpty() && outputs.isEmpty();
  }
}
