package dev.sundial.prediction;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of JSON Schema, in the forms that generators of clients understand. */
final class JsonSchema {
  private JsonSchema() {}

  /** A JSON object of names and values in turn. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  static Map<String, Object> text() {
    return object("type", "string");
  }

  static Map<String, Object> text(String description) {
    return object("type", "string", "description", description);
  }

  /** One of some words. */
  static Map<String, Object> words(List<String> words) {
    return object("type", "string", "enum", words);
  }

  static Map<String, Object> number() {
    return object("type", "number");
  }

  static Map<String, Object> truth() {
    return object("type", "boolean");
  }

  static Map<String, Object> integer(int minimum) {
    return object("type", "integer", "minimum", minimum);
  }

  static Map<String, Object> list(Map<String, Object> items) {
    return object("type", "array", "items", items);
  }

  /** At least one value, at most as many as a request may have rows. */
  static Map<String, Object> rows(Map<String, Object> items) {
    Map<String, Object> rows = list(items);
    rows.put("minItems", 1);
    rows.put("maxItems", RowReader.MAX_ROWS);
    return rows;
  }

  /** An object whose names are the model's or the caller's. */
  static Map<String, Object> map(Map<String, Object> values) {
    return object("type", "object", "additionalProperties", values);
  }

  /** An object of these members and no other. */
  static Map<String, Object> closed(Map<String, Object> members, String... required) {
    return object(
        "type",
        "object",
        "properties",
        members,
        "required",
        List.of(required),
        "additionalProperties",
        false);
  }

  /**
   * One of some schemas of different types. Not {@code oneOf}: what generators make of that does
   * not read lists and objects of any name.
   */
  @SafeVarargs
  static Map<String, Object> either(Map<String, Object>... schemas) {
    return object("anyOf", Arrays.asList(schemas));
  }

  /** A schema of the description, by its name. */
  static Map<String, Object> ref(String schema) {
    return ref("schemas", schema);
  }

  /** A component of the description. */
  static Map<String, Object> ref(String kind, String name) {
    return object("$ref", "#/components/" + kind + "/" + name);
  }

  /** The same with a description. */
  static Map<String, Object> described(Map<String, Object> schema, String description) {
    schema.put("description", description);
    return schema;
  }
}
