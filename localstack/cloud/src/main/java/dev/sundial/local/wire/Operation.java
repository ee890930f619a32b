package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import org.jspecify.annotations.Nullable;

/** One operation of a service: its input as a tree, its output as a tree; null when it has none. */
@FunctionalInterface
public interface Operation {
  @Nullable JsonNode apply(ObjectNode input, AwsRequest request) throws Exception;
}
