package dev.sundial.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What {@code UpdateFunctionConfiguration} changes; anything else in it is refused by name. */
final class SettingsChange {
  private static final Set<String> SUPPORTED =
      Set.of("Description", "Handler", "MemorySize", "Role", "Timeout", "Environment");

  private SettingsChange() {}

  static FunctionSettings apply(FunctionSettings before, ObjectNode body) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!SUPPORTED.contains(name)) {
                throw invalid("The local cloud cannot change " + name + "; deploy it instead");
              }
            });
    return new FunctionSettings(
        before.runtime(),
        Trees.text(body, "Handler", before.handler()),
        Trees.text(body, "Role", before.roleArn()),
        Trees.text(body, "Description", before.description()),
        within(body, "MemorySize", before.memoryMegabytes(), 128, 10_240),
        within(body, "Timeout", before.timeoutSeconds(), 1, 900),
        body.has("Environment") ? variables(body.get("Environment")) : before.variables(),
        before.snapStart(),
        before.logGroup(),
        before.architectures(),
        before.deadLetterArn(),
        before.codeSha256(),
        before.codeBytes());
  }

  private static Map<String, String> variables(JsonNode environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    environment
        .path("Variables")
        .fields()
        .forEachRemaining(it -> variables.put(it.getKey(), it.getValue().asText()));
    ReservedVariables.firstIn(variables.keySet())
        .ifPresent(
            name -> {
              throw invalid(ReservedVariables.refusal(name));
            });
    return variables;
  }

  private static int within(ObjectNode body, String name, int absent, int min, int max) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return absent;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw invalid(name + " must be from " + min + " to " + max + ", was " + value);
    }
    return value.intValue();
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }
}
