package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a target's input from an event: values taken by JSON paths, put into a template where it
 * says {@code <name>}. Outside of quotes a value is put in as JSON, inside of them as text. What
 * the event does not have is {@code null} or nothing.
 *
 * @param paths JSON paths by name
 * @param template text, usually JSON but for its placeholders
 */
record InputTransformer(Map<String, String> paths, String template) {
  private static final String NAME = "[A-Za-z0-9_.-]+";

  InputTransformer {
    paths = Map.copyOf(paths);
  }

  /**
   * The input for an event.
   *
   * @param rule the name and ARN of the rule
   */
  String apply(ObjectNode event, String rule, String ruleArn, Instant ingested) {
    Map<String, JsonNode> values = new TreeMap<>();
    paths.forEach((name, path) -> values.put(name, JsonPath.parse(path).select(event)));
    ObjectNode withoutDetail = event.deepCopy();
    withoutDetail.remove("detail");
    values.put("aws.events.rule-arn", TextNode.valueOf(ruleArn));
    values.put("aws.events.rule-name", TextNode.valueOf(rule));
    values.put("aws.events.event.ingestion-time", TextNode.valueOf(ingested.toString()));
    values.put("aws.events.event", withoutDetail);
    values.put("aws.events.event.json", event);
    return fill(values);
  }

  private String fill(Map<String, JsonNode> values) {
    StringBuilder filled = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      int end = c == '<' ? template.indexOf('>', i) : -1;
      String name = end < 0 ? "" : template.substring(i + 1, end);
      if (name.matches(NAME) && values.containsKey(name)) {
        filled.append(quoted ? inText(values.get(name)) : inJson(values.get(name)));
        i = end;
      } else {
        filled.append(c);
        if (c == '\\' && quoted && i + 1 < template.length()) {
          filled.append(template.charAt(++i));
        } else if (c == '"') {
          quoted = !quoted;
        }
      }
    }
    return filled.toString();
  }

  private static String inJson(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }

  private static String inText(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    String escaped = TextNode.valueOf(text).toString();
    return escaped.substring(1, escaped.length() - 1);
  }
}
