package dev.sundial.infra;

import dev.sundial.json.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of the stage's yaml set on the command line, such as {@code auth=iam} or {@code
 * api.rate=5}.
 *
 * @param text as it was typed
 * @param path the field's names from the root on
 * @param value what it is set to
 */
record Setting(String text, List<String> path, Value value) {

  Setting {
    path = List.copyOf(path);
  }

  /**
   * @throws IllegalArgumentException when it is no {@code field=value}
   */
  static Setting parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set needs field=value, not " + text);
    }
    String path = text.substring(0, equals);
    Value value =
        YamlReader.read(
            "--set " + text, text.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
    Value.Place at = new Value.Place("--set", 0, path);
    Value placed =
        switch (value) {
          case Value.Text t -> new Value.Text(at, t.text());
          case Value.Number n -> new Value.Number(at, n.number());
          case Value.Truth t -> new Value.Truth(at, t.value());
          case Value.Nothing n -> new Value.Nothing(at);
          case Value.Fields f ->
              throw new IllegalArgumentException("--set takes one value: " + text);
          case Value.Items i ->
              throw new IllegalArgumentException("--set takes one value: " + text);
        };
    return new Setting(text, List.of(path.split("\\.", -1)), placed);
  }

  /** The document with this field so. */
  Value in(Value document) {
    return in(document, path);
  }

  private Value in(Value document, List<String> names) {
    if (names.isEmpty()) {
      return value;
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    if (document instanceof Value.Fields object) {
      fields.putAll(object.fields());
    }
    String name = names.getFirst();
    Value.Place at = document.at();
    Value before = fields.getOrDefault(name, new Value.Nothing(at.child(name, at.line())));
    fields.put(name, in(before, names.subList(1, names.size())));
    return new Value.Fields(at, fields);
  }
}
