package dev.sundial.local.stack;

import java.util.List;

/**
 * What a deployment does with one resource.
 *
 * @param reason why, where the properties do not tell; may be empty
 * @param properties that change; none when it is added, removed or retained
 */
public record ResourceChange(
    String logicalId, String type, Action action, String reason, List<PropertyChange> properties) {

  public ResourceChange {
    properties = List.copyOf(properties);
  }
}
