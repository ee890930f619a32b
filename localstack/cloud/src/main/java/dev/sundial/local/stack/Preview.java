package dev.sundial.local.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a deployment would do, computed by the planner that does it.
 *
 * @param stacks in the order of deployment; those that are removed last
 * @param problems why it would be refused, before it changed anything; empty when it would not
 */
public record Preview(List<StackChange> stacks, List<String> problems) {

  public Preview {
    stacks = List.copyOf(stacks);
    problems = List.copyOf(problems);
  }

  /** Whether everything stays as it is. */
  @JsonIgnore
  public boolean isNothing() {
    return stacks.stream().allMatch(StackChange::isNothing);
  }

  /** How many resources something is done with. */
  public long count(Action action) {
    return stacks.stream()
        .flatMap(stack -> stack.resources().stream())
        .filter(resource -> resource.action() == action)
        .count();
  }

  public String json() {
    try {
      return CloudAssemblyReader.MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #json} wrote. */
  public static Preview parse(String json) {
    try {
      return CloudAssemblyReader.MAPPER.readValue(json, Preview.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
