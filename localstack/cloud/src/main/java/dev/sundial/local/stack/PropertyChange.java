package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that a deployment changes.
 *
 * @param path names and indexes joined by dots; goes on inside a text that is JSON
 * @param before as JSON, shortened when it is long; null where there was none
 * @param after as JSON, shortened when it is long; null where there is none any more
 */
public record PropertyChange(String path, @Nullable String before, @Nullable String after) {
  private static final int LONGEST = 1_000;

  /** What is never shown, as CloudFormation does not show what a NoEcho parameter holds. */
  private static final Pattern SECRET = Pattern.compile("(.*\\.)?SecretString");

  static PropertyChange of(String path, JsonNode before, JsonNode after) {
    return new PropertyChange(path, shown(before), shown(after));
  }

  static PropertyChange ofText(String path, @Nullable String before, @Nullable String after) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return of(
        path,
        before == null ? MissingNode.getInstance() : nodes.textNode(before),
        after == null ? MissingNode.getInstance() : nodes.textNode(after));
  }

  /** Every smallest value in which the two differ. */
  static List<PropertyChange> between(JsonNode before, JsonNode after) {
    List<PropertyChange> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, JsonNode before, JsonNode after, List<PropertyChange> changes) {
    if (before.equals(after)) {
      return;
    }
    if (SECRET.matcher(path).matches()) {
      changes.add(of(path, hidden(before), hidden(after)));
      return;
    }
    if (before.isObject() && after.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name -> compare(join(path, name), before.path(name), after.path(name), changes));
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(join(path, Integer.toString(i)), before.path(i), after.path(i), changes);
      }
    } else if (inside(before) instanceof JsonNode old && inside(after) instanceof JsonNode now) {
      int found = changes.size();
      compare(path, old, now, changes);
      if (changes.size() == found) {
        changes.add(of(path, before, after)); // only its spaces differ
      }
    } else {
      changes.add(of(path, before, after));
    }
  }

  /** The object that a text holds; null when it holds none. */
  private static @Nullable JsonNode inside(JsonNode node) {
    return node.isTextual() ? CloudAssemblyReader.objectIn(node.asText()) : null;
  }

  private static JsonNode hidden(JsonNode value) {
    return value.isMissingNode() ? value : JsonNodeFactory.instance.textNode("(not shown)");
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static @Nullable String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return null;
    }
    String text = Pending.readable(value.toString());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
