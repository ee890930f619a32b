package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * A template parameter and its value.
 *
 * @param value the given one, else the default
 * @param noEcho whether the value must not be shown
 */
record Parameter(String name, Type type, String value, boolean noEcho) {

  /** The types of parameters that are supported. */
  enum Type {
    STRING,
    NUMBER,
    LIST,
    /**
     * A value kept in AWS Systems Manager, such as CDK's bootstrap version: fine until it is asked
     * for.
     */
    SSM
  }

  /** What {@code Ref} gives. */
  JsonNode reference() {
    return switch (type) {
      case STRING, NUMBER, SSM -> JsonNodeFactory.instance.textNode(value);
      case LIST -> {
        var list = JsonNodeFactory.instance.arrayNode();
        items().forEach(list::add);
        yield list;
      }
    };
  }

  List<String> items() {
    return Stream.of(value.split(",", -1)).map(String::strip).toList();
  }

  /** The value as APIs show it. */
  String shown() {
    return noEcho ? "****" : value;
  }
}
