package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Fn::Sub}, in both forms: {@code ${Name}}, {@code ${Resource.Attribute}}, {@code
 * ${!Literal}}.
 */
final class Substitution {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

  private final Intrinsics intrinsics;

  Substitution(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
  }

  JsonNode resolve(String path, JsonNode argument) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    if (argument.isTextual()) {
      return substitute(path, argument.asText(), none);
    }
    if (argument.isArray()
        && argument.size() == 2
        && argument.get(0).isTextual()
        && argument.get(1) instanceof ObjectNode variables) {
      return substitute(path, argument.get(0).asText(), variables);
    }
    return intrinsics.failed(path, "needs a text, or a text and a map, in Fn::Sub");
  }

  private JsonNode substitute(String path, String text, ObjectNode declared) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    declared
        .properties()
        .forEach(
            entry ->
                variables.put(
                    entry.getKey(),
                    intrinsics.text(path + "." + entry.getKey(), entry.getValue())));
    StringBuilder result = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      String value =
          matcher.group(1).isEmpty()
              ? variable(path, matcher.group(2), variables)
              : "${" + matcher.group(2) + "}";
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return JsonNodeFactory.instance.textNode(matcher.appendTail(result).toString());
  }

  private String variable(String path, String name, ObjectNode variables) {
    if (!NAME.matcher(name).matches()) {
      return intrinsics
          .failed(
              path,
              "holds ${"
                  + name
                  + "} in Fn::Sub: names are letters, digits, underscores, periods and colons")
          .asText();
    }
    if (variables.has(name)) {
      return variables.get(name).asText();
    }
    JsonNode value = value(path, name);
    return value.isValueNode() && !value.isNull()
        ? value.asText()
        : intrinsics.failed(path, "needs a text for ${" + name + "} in Fn::Sub").asText();
  }

  private JsonNode value(String path, String name) {
    int dot = name.indexOf('.');
    return dot > 0
        ? intrinsics.attribute(path, name.substring(0, dot), name.substring(dot + 1))
        : intrinsics.meaning(path, name, intrinsics.named(name));
  }
}
