package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The one list of what a template may say and the local cloud accepts without effect. Everything
 * else that is not implemented is refused by name.
 */
public final class Inert {

  /**
   * A property without effect.
   *
   * @param type such as {@code AWS::SQS::Queue}; {@code *} for all
   * @param property a name, or names joined by dots; lists are looked into
   * @param reason why nothing would change if it had an effect
   */
  public record Line(String type, String property, String reason) {}

  private static final List<Line> LINES =
      List.of(
          new Line(
              "*", "Tags", "nothing here is billed or searched by tag; they are not read back"),
          new Line("AWS::Lambda::Function", "EphemeralStorage", "/tmp is as large as the disk"));

  private Inert() {}

  public static List<Line> lines() {
    return LINES;
  }

  /** Takes the inert properties out of a resource's properties. */
  static void strip(String type, ObjectNode properties) {
    for (Line line : LINES) {
      if (line.type().equals("*") || line.type().equals(type)) {
        strip(properties, List.of(line.property().split("\\.")));
      }
    }
  }

  private static void strip(JsonNode node, List<String> path) {
    if (node.isArray()) {
      node.forEach(item -> strip(item, path));
    } else if (node instanceof ObjectNode object) {
      if (path.size() == 1) {
        object.remove(path.getFirst());
      } else if (object.has(path.getFirst())) {
        strip(object.get(path.getFirst()), path.subList(1, path.size()));
      }
    }
  }
}
