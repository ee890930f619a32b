package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a template declares it.
 *
 * @param properties with their intrinsic functions
 * @param condition without it, or when it holds, the resource is made
 */
record Declared(
    String logicalId,
    String type,
    ObjectNode properties,
    @Nullable String condition,
    List<String> dependsOn,
    RemovalPolicy deletionPolicy,
    RemovalPolicy updateReplacePolicy) {

  Declared {
    dependsOn = List.copyOf(dependsOn);
  }
}
