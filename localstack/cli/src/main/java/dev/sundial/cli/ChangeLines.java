package dev.sundial.cli;

import dev.sundial.local.stack.Action;
import dev.sundial.local.stack.Preview;
import dev.sundial.local.stack.PropertyChange;
import dev.sundial.local.stack.ResourceChange;
import dev.sundial.local.stack.StackChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a deployment changes, in lines to read. */
final class ChangeLines {
  private static final int LONGEST_VALUE = 160;

  private ChangeLines() {}

  /** Each stack with each resource and each value. */
  static List<String> of(Preview preview) {
    List<String> lines = new ArrayList<>();
    for (StackChange stack : preview.stacks()) {
      lines.add(head(stack));
      for (ResourceChange resource : stack.resources()) {
        lines.add("  " + line(resource));
        resource.properties().forEach(change -> lines.add("      " + line(change)));
      }
      if (!stack.outputs().isEmpty()) {
        lines.add("  outputs");
        stack.outputs().forEach(change -> lines.add("      " + line(change)));
      }
    }
    preview.problems().forEach(problem -> lines.add("refused: " + problem));
    lines.add(sum(preview));
    return lines;
  }

  /** The resources of the stacks that were there before, and the stacks that go. */
  static List<String> ofKnown(List<StackChange> stacks) {
    List<String> lines = new ArrayList<>();
    for (StackChange stack : stacks) {
      if (stack.action() != Action.ADD) {
        stack
            .resources()
            .forEach(
                resource ->
                    lines.add(
                        "  "
                            + resource.action()
                            + "  "
                            + stack.stack()
                            + "/"
                            + resource.logicalId()
                            + "  "
                            + resource.type()));
      }
    }
    return lines;
  }

  private static String head(StackChange stack) {
    String what =
        stack.isNothing()
            ? "no changes"
            : switch (stack.action()) {
              case ADD -> "add";
              case REMOVE -> "remove";
              case CHANGE, REPLACE, RETAIN -> stack.remark().isEmpty() ? "change" : stack.remark();
            };
    return "stack " + stack.stack() + ": " + what;
  }

  private static String line(ResourceChange resource) {
    String reason = resource.reason().isEmpty() ? "" : "  (" + resource.reason() + ")";
    return resource.action() + "  " + resource.logicalId() + "  " + resource.type() + reason;
  }

  private static String line(PropertyChange change) {
    String before = change.before();
    String after = change.after();
    if (before == null) {
      return change.path() + ": + " + brief(String.valueOf(after));
    }
    return after == null
        ? change.path() + ": - " + brief(before)
        : change.path() + ": " + brief(before) + " → " + brief(after);
  }

  private static String brief(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  private static String sum(Preview preview) {
    String counts =
        Stream.of(Action.values())
            .filter(action -> preview.count(action) > 0)
            .map(action -> action + " " + preview.count(action))
            .collect(Collectors.joining(", "));
    if (!counts.isEmpty()) {
      return counts;
    }
    return preview.isNothing() ? "nothing to change" : "no resource changes";
  }
}
