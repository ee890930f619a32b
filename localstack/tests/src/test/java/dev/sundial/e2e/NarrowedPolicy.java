package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A policy that grants a little less than another.
 *
 * @param action what it grants less of
 * @param what what it does not grant
 * @param document the whole policy
 */
record NarrowedPolicy(String action, String what, String document) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ELSE = "nothing-of-that-name";
  private static final Pattern WILDCARD = Pattern.compile("\\*|\\?+");

  /**
   * For every action on every resource that a policy allows: without it; with each wildcard of the
   * resource narrowed; with each value of each condition narrowed.
   */
  static List<NarrowedPolicy> of(String document) {
    List<NarrowedPolicy> all = new ArrayList<>();
    ArrayNode statements = (ArrayNode) Cloud.parse(document).get("Statement");
    for (int i = 0; i < statements.size(); i++) {
      JsonNode statement = statements.get(i);
      for (String action : texts(statement.get("Action"))) {
        for (String resource : texts(statement.get("Resource"))) {
          all.add(new NarrowedPolicy(document, i, action, resource, List.of()));
          for (String narrowed : narrowed(resource)) {
            ObjectNode part = part(statement, action, narrowed);
            all.add(new NarrowedPolicy(document, i, action, resource, List.of(part)));
          }
          for (ObjectNode part : conditions(statement, action, resource)) {
            all.add(new NarrowedPolicy(document, i, action, resource, List.of(part)));
          }
        }
      }
    }
    return all;
  }

  private NarrowedPolicy(
      String document, int index, String action, String resource, List<ObjectNode> instead) {
    this(
        action,
        action + " on " + resource + " but for " + instead,
        with(document, index, action, resource, instead));
  }

  /** The policy with one pair of one statement replaced. */
  private static String with(
      String document, int index, String action, String resource, List<ObjectNode> instead) {
    ObjectNode policy = (ObjectNode) Cloud.parse(document);
    ArrayNode statements = JSON.createArrayNode();
    for (int i = 0; i < policy.get("Statement").size(); i++) {
      JsonNode statement = policy.get("Statement").get(i);
      if (i != index) {
        statements.add(statement);
        continue;
      }
      for (String otherAction : texts(statement.get("Action"))) {
        for (String otherResource : texts(statement.get("Resource"))) {
          if (!otherAction.equals(action) || !otherResource.equals(resource)) {
            statements.add(part(statement, otherAction, otherResource));
          }
        }
      }
      instead.forEach(statements::add);
    }
    policy.set("Statement", statements);
    return policy.toString();
  }

  private static ObjectNode part(JsonNode statement, String action, String resource) {
    ObjectNode part = statement.deepCopy();
    part.remove("Sid");
    return part.put("Action", action).put("Resource", resource);
  }

  private static List<ObjectNode> conditions(JsonNode statement, String action, String resource) {
    List<ObjectNode> narrowed = new ArrayList<>();
    statement
        .path("Condition")
        .properties()
        .forEach(
            operator ->
                operator
                    .getValue()
                    .properties()
                    .forEach(
                        key -> {
                          for (List<String> values : eachNarrowed(texts(key.getValue()))) {
                            ObjectNode part = part(statement, action, resource);
                            ArrayNode array = JSON.createArrayNode();
                            values.forEach(array::add);
                            ((ObjectNode) part.at("/Condition/" + operator.getKey()))
                                .set(key.getKey(), array);
                            narrowed.add(part);
                          }
                        }));
    return narrowed;
  }

  /** The values with one of them narrowed. */
  private static List<List<String>> eachNarrowed(List<String> values) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      List<String> narrowed = narrowed(values.get(i));
      for (String one : narrowed.isEmpty() ? List.of(values.get(i) + ELSE) : narrowed) {
        List<String> some = new ArrayList<>(values);
        some.set(i, one);
        all.add(some);
      }
    }
    return all;
  }

  /** A pattern with one of its wildcards replaced; none for what is no pattern. */
  private static List<String> narrowed(String pattern) {
    return WILDCARD
        .matcher(pattern)
        .results()
        .map(found -> pattern.substring(0, found.start()) + ELSE + pattern.substring(found.end()))
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMore) {
    List<String> texts = new ArrayList<>();
    if (oneOrMore.isTextual()) {
      texts.add(oneOrMore.asText());
    } else {
      oneOrMore.forEach(text -> texts.add(text.asText()));
    }
    return texts;
  }
}
