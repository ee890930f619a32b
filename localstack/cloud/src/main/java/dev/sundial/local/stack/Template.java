package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack's template, taken apart.
 *
 * @param stack the stack's name
 * @param text as it was written
 * @param parameters by name, with the values this deployment gives them
 * @param mappings name → top-level key → second-level key → value
 * @param conditions by name
 * @param resources by logical id, in the template's order
 * @param outputs by key
 */
record Template(
    String stack,
    String text,
    String description,
    Map<String, Parameter> parameters,
    ObjectNode mappings,
    Map<String, JsonNode> conditions,
    Map<String, Declared> resources,
    Map<String, Output> outputs) {

  /** An output as declared. */
  record Output(
      String key,
      JsonNode value,
      String description,
      @Nullable JsonNode exportName,
      @Nullable String condition) {}

  Template {
    parameters = ordered(parameters);
    conditions = ordered(conditions);
    resources = ordered(resources);
    outputs = ordered(outputs);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
