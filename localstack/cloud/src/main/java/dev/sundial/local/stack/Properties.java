package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a resource with their intrinsic functions resolved. It remembers what was asked
 * for, so that whatever nobody asked for can be refused by name.
 */
public final class Properties {
  private final String path;
  private final ObjectNode node;
  private final Set<String> asked = new HashSet<>();
  private final List<Properties> nested = new ArrayList<>();

  public Properties(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /** Where this is: stack, resource and property names, for messages. */
  public String path() {
    return path;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> refuse(name, "is required"));
  }

  /** A text; numbers and booleans count as their text, as in CloudFormation. */
  public Optional<String> optionalText(String name) {
    return value(name)
        .map(
            value -> {
              if (value.isContainerNode()) {
                throw refuse(name, "must be a text");
              }
              return value.asText();
            });
  }

  public int integer(String name, int absent) {
    return optionalText(name)
        .map(
            text -> {
              try {
                return Integer.parseInt(text);
              } catch (NumberFormatException e) {
                throw refuse(name, "must be a whole number, was " + text);
              }
            })
        .orElse(absent);
  }

  public boolean bool(String name, boolean absent) {
    return optionalText(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw refuse(name, "must be true or false, was " + text);
                })
        .orElse(absent);
  }

  /** One of the given texts. */
  public String oneOf(String name, String absent, String... supported) {
    String text = optionalText(name).orElse(absent);
    if (!List.of(supported).contains(text)) {
      throw refuse(name, "is not supported as " + text + ", only as " + List.of(supported));
    }
    return text;
  }

  public Optional<Properties> object(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof ObjectNode object)) {
                throw refuse(name, "must be an object");
              }
              return nest(path + "." + name, object);
            });
  }

  public List<Properties> objects(String name) {
    List<Properties> list = new ArrayList<>();
    List<JsonNode> values = array(name);
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof ObjectNode object)) {
        throw refuse(name, "must be a list of objects");
      }
      list.add(nest(path + "." + name + "[" + i + "]", object));
    }
    return list;
  }

  public List<String> texts(String name) {
    return array(name).stream().map(JsonNode::asText).toList();
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

  /**
   * A property that is accepted and has no effect here; each call is a line of the list of
   * deviations.
   */
  public void inert(String name) {
    asked.add(name);
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

  public TemplateException refuse(String name, String why) {
    return new TemplateException(path + "." + name + " " + why);
  }

  private Optional<JsonNode> value(String name) {
    asked.add(name);
    return node.hasNonNull(name) ? Optional.of(node.get(name)) : Optional.empty();
  }

  private List<JsonNode> array(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isArray()) {
                throw refuse(name, "must be a list");
              }
              List<JsonNode> list = new ArrayList<>();
              value.forEach(list::add);
              return list;
            })
        .orElse(List.of());
  }

  private Properties nest(String where, ObjectNode object) {
    Properties inner = new Properties(where, object);
    nested.add(inner);
    return inner;
  }
}
