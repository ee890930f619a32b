package dev.sundial.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A template as it is deployed, with short ways to what a test asks about it. */
record Template(JsonNode root) {

  static Template read(Path assembly, String stack) {
    try {
      return new Template(
          new ObjectMapper().readTree(assembly.resolve(stack + ".template.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, JsonNode> resources() {
    return root.get("Resources").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<String> types() {
    return resources().values().stream().map(r -> r.get("Type").asText()).sorted().toList();
  }

  List<JsonNode> all(String type) {
    return resources().values().stream().filter(r -> r.get("Type").asText().equals(type)).toList();
  }

  /** The resource whose logical id, without its hash, is this. */
  JsonNode resource(String name) {
    List<JsonNode> found =
        resources().entrySet().stream()
            .filter(e -> withoutHash(e.getKey()).equals(name))
            .map(Map.Entry::getValue)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " resources are called " + name);
    }
    return found.getFirst();
  }

  JsonNode properties(String name) {
    return resource(name).get("Properties");
  }

  /** A property's text, intrinsic functions written as in Fn::Sub. */
  String text(String name, String pointer) {
    return text(properties(name).at(pointer));
  }

  String output(String name) {
    return text(root.get("Outputs").get(name).get("Value"));
  }

  /** The statements of a role's own policies, one line each. */
  List<String> grants(String role) {
    List<String> lines = new ArrayList<>();
    for (JsonNode policy : properties(role).get("Policies")) {
      for (JsonNode statement : policy.get("PolicyDocument").get("Statement")) {
        lines.add(line(statement));
      }
    }
    return lines;
  }

  static String line(JsonNode statement) {
    StringBuilder line = new StringBuilder(statement.get("Effect").asText());
    if (statement.has("Principal")) {
      line.append(' ').append(text(statement.get("Principal")));
    }
    line.append(' ').append(text(statement.get("Action")));
    if (statement.has("Resource")) {
      line.append(" on ").append(text(statement.get("Resource")));
    }
    if (statement.has("Condition")) {
      line.append(" if ").append(text(statement.get("Condition")));
    }
    return line.toString();
  }

  static String text(JsonNode node) {
    if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(text(item)));
      return String.join(" ", items);
    }
    if (!node.isObject()) {
      return node.asText();
    }
    if (node.has("Fn::Join")) {
      List<String> parts = new ArrayList<>();
      node.get("Fn::Join").get(1).forEach(part -> parts.add(text(part)));
      return String.join(node.get("Fn::Join").get(0).asText(), parts);
    }
    if (node.has("Ref")) {
      return "${" + withoutHash(node.get("Ref").asText()) + "}";
    }
    if (node.has("Fn::GetAtt")) {
      JsonNode attribute = node.get("Fn::GetAtt");
      return "${" + withoutHash(attribute.get(0).asText()) + "." + attribute.get(1).asText() + "}";
    }
    return node.properties().stream()
        .map(field -> field.getKey() + " " + text(field.getValue()))
        .collect(Collectors.joining(" and "));
  }

  private static String withoutHash(String logicalId) {
    return logicalId.replaceAll("[0-9A-F]{8}([0-9a-f]{32})?$", "");
  }
}
