package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.stack.Pending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The members of an object in a request or a template, read with every problem noted. Numbers and
 * booleans may come as texts, as the query protocol and templates send them.
 */
public final class Members {
  private final String path;
  private final ObjectNode node;
  private final List<Problem> problems;

  /**
   * What is wrong with a member.
   *
   * @param member such as {@code Metrics[0].MetricStat.Period}
   * @param why goes on after it
   */
  public record Problem(String member, String why) {
    public String text() {
      return "The parameter " + member + " " + why;
    }
  }

  public Members(ObjectNode node) {
    this("", node, new ArrayList<>());
  }

  private Members(String path, ObjectNode node, List<Problem> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  public List<Problem> problems() {
    return problems;
  }

  public void problem(String member, String why) {
    problems.add(new Problem(path + member, why));
  }

  /** Notes every member that nothing here reads. */
  public void refuseOthers(Set<String> known) {
    node.properties()
        .forEach(
            member -> {
              if (!known.contains(member.getKey()) && !member.getValue().isNull()) {
                problem(member.getKey(), "is not implemented in the local cloud");
              }
            });
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (node.get(name).isContainerNode()) {
      problem(name, "must be a text");
      return Optional.empty();
    }
    return Optional.of(node.get(name).asText());
  }

  public String required(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      problem(name, "is required");
    }
    return text.orElse("");
  }

  /** One of the given texts. */
  public Optional<String> oneOf(String name, Set<String> values) {
    Optional<String> text = text(name);
    if (text.isPresent() && !values.contains(text.get())) {
      problem(name, "must be one of " + values + ", was " + text.get());
      return Optional.empty();
    }
    return text;
  }

  public boolean bool(String name, boolean absent) {
    return text(name)
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                problem(name, "must be true or false, was " + text);
              }
              return text.equals("true");
            })
        .orElse(absent);
  }

  public OptionalInt integer(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() || Pending.in(text.get())) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      problem(name, "must be a whole number, was " + text.get());
      return OptionalInt.empty();
    }
  }

  public Optional<Double> number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() || Pending.in(text.get())) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below, as what is not finite is.
    }
    problem(name, "must be a number, was " + text.get());
    return Optional.empty();
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (item.isContainerNode()) {
        problem(name, "must hold texts");
      } else {
        texts.add(item.asText());
      }
    }
    return texts;
  }

  public Optional<Members> object(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (node.get(name) instanceof ObjectNode object) {
      return Optional.of(new Members(path + name + ".", object, problems));
    }
    problem(name, "must be an object");
    return Optional.empty();
  }

  public List<Members> objects(String name) {
    List<Members> objects = new ArrayList<>();
    int index = 0;
    for (JsonNode item : array(name)) {
      String where = name + "[" + index++ + "]";
      if (item instanceof ObjectNode object) {
        objects.add(new Members(path + where + ".", object, problems));
      } else {
        problem(where, "must be an object");
      }
    }
    return objects;
  }

  /** A list of pairs, such as tags. */
  public Map<String, String> pairs(String name, String key, String value) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Members pair : objects(name)) {
      pair.refuseOthers(Set.of(key, value));
      if (pairs.put(pair.required(key), pair.required(value)) != null) {
        pair.problem(key, "is given twice");
      }
    }
    return pairs;
  }

  /** Any value, as it is. */
  public Optional<JsonNode> any(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** An empty text stands for an empty list in the query protocol. */
  private Iterable<JsonNode> array(String name) {
    if (!has(name) || node.get(name).isTextual() && node.get(name).asText().isEmpty()) {
      return List.of();
    }
    if (!node.get(name).isArray()) {
      problem(name, "must be a list");
      return List.of();
    }
    return node.get(name);
  }
}
