package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a resource with their intrinsic functions resolved. It remembers what was asked
 * for, so that whatever nobody asked for can be refused by name, and collects problems, so that a
 * user sees all of them at once: a value that is missing or wrong is noted and comes back as a
 * harmless one.
 */
public final class Properties {
  private final String path;
  private final ObjectNode node;
  private final List<String> problems;
  private final Set<String> asked = new HashSet<>();
  private final List<Properties> nested = new ArrayList<>();

  public Properties(String path, ObjectNode node) {
    this(path, node, new ArrayList<>());
  }

  private Properties(String path, ObjectNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
  }

  /** Where this is: stack, resource and property names, for messages. */
  public String path() {
    return path;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A required text; empty when it is missing, which is noted. */
  public String text(String name) {
    Optional<String> text = optionalText(name);
    if (text.isEmpty() && !has(name)) {
      problem(name, "is required");
    }
    return text.orElse("");
  }

  /** A text; numbers and booleans count as their text, as in CloudFormation. */
  public Optional<String> optionalText(String name) {
    return value(name)
        .flatMap(
            value ->
                value.isContainerNode()
                    ? wrong(name, "must be a text")
                    : Optional.of(value.asText()));
  }

  /** A whole number; a value that is none, or not known yet, comes back as the absent one. */
  public int integer(String name, int absent) {
    return optionalText(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Integer.parseInt(text));
              } catch (NumberFormatException e) {
                return Pending.in(text)
                    ? Optional.<Integer>empty()
                    : wrong(name, "must be a whole number, was " + text);
              }
            })
        .orElse(absent);
  }

  /** A whole number within the bounds (inclusive). */
  public int integer(String name, int absent, int min, int max) {
    int number = integer(name, absent);
    if (has(name) && (number < min || number > max)) {
      problem(name, "must be from " + min + " to " + max + ", was " + number);
    }
    return number;
  }

  public boolean bool(String name, boolean absent) {
    return optionalText(name)
        .flatMap(
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> this.<Boolean>wrong(name, "must be true or false, was " + text);
                })
        .orElse(absent);
  }

  /** One of the given texts. */
  public String oneOf(String name, String absent, String... supported) {
    String text = optionalText(name).orElse(absent);
    if (!List.of(supported).contains(text) && !(text.equals(absent) && !has(name))) {
      problem(name, "is not supported as " + text + ", only as " + List.of(supported));
      return absent;
    }
    return text;
  }

  public Optional<Properties> object(String name) {
    return value(name)
        .flatMap(
            value ->
                value instanceof ObjectNode object
                    ? Optional.of(nest(path + "." + name, object))
                    : wrong(name, "must be an object"));
  }

  /** A list of objects; absent reads as empty. */
  public List<Properties> objects(String name) {
    List<Properties> list = new ArrayList<>();
    List<JsonNode> values = array(name);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof ObjectNode object) {
        list.add(nest(path + "." + name + "[" + i + "]", object));
      } else {
        problem(name + "[" + i + "]", "must be an object");
      }
    }
    return list;
  }

  /** A list of texts; absent reads as empty. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> values = array(name);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isContainerNode()) {
        problem(name + "[" + i + "]", "must be a text");
      } else {
        texts.add(values.get(i).asText());
      }
    }
    return texts;
  }

  /** An object of texts under free names, such as environment variables; absent reads as empty. */
  public Map<String, String> textMap(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    object(name)
        .ifPresent(object -> object.names().forEach(key -> texts.put(key, object.text(key))));
    return texts;
  }

  /** A value taken whole, such as a policy document; all of it counts as asked for. */
  public Optional<JsonNode> whole(String name) {
    return value(name);
  }

  /** The names of the properties, none of which counts as asked for. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Notes that a property is wrong; reading goes on. */
  public void problem(String name, String why) {
    problems.add(path + "." + name + " " + why);
  }

  /** The exception to throw where reading cannot go on. */
  public TemplateException refuse(String name, String why) {
    return new TemplateException(path + "." + name + " " + why);
  }

  /** What was noted, in the order it was found. */
  public List<String> problems() {
    return problems;
  }

  /** Paths of the properties nobody asked for. */
  public List<String> unasked() {
    List<String> paths = new ArrayList<>();
    for (String name : names()) {
      if (!asked.contains(name)) {
        paths.add(path + "." + name);
      }
    }
    nested.forEach(inner -> paths.addAll(inner.unasked()));
    return paths;
  }

  private Optional<JsonNode> value(String name) {
    asked.add(name);
    return node.hasNonNull(name) ? Optional.of(node.get(name)) : Optional.empty();
  }

  private List<JsonNode> array(String name) {
    List<JsonNode> list = new ArrayList<>();
    value(name)
        .ifPresent(
            value -> {
              if (value.isArray()) {
                value.forEach(list::add);
              } else {
                problem(name, "must be a list");
              }
            });
    return list;
  }

  private <T> Optional<T> wrong(String name, String why) {
    problem(name, why);
    return Optional.empty();
  }

  private Properties nest(String where, ObjectNode object) {
    Properties inner = new Properties(where, object, problems);
    nested.add(inner);
    return inner;
  }
}
