package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what a plan changes, stack after stack. */
final class PlannedChanges {
  private final List<StackChange> stacks = new ArrayList<>();
  private List<ResourceChange> resources = new ArrayList<>();

  List<StackChange> list() {
    return stacks;
  }

  /** What is done with a resource that the template declares. */
  void resource(
      Declared declared, Change change, Optional<StoredResource> stored, ObjectNode properties) {
    switch (change) {
      case Change.Create create -> add(declared, Action.ADD, began(stored), List.of());
      case Change.Keep keep -> {
        List<PropertyChange> policies = policies(declared, stored.orElseThrow());
        if (!policies.isEmpty()) {
          add(declared, Action.CHANGE, "", policies);
        }
      }
      case Change.Update update -> {
        List<PropertyChange> values = changed(stored.orElseThrow(), properties);
        values.addAll(policies(declared, stored.orElseThrow()));
        add(declared, Action.CHANGE, values.isEmpty() ? unfinished(stored) : "", values);
      }
      case Change.Replace replace ->
          add(
              declared,
              Action.REPLACE,
              replace.reason(),
              changed(stored.orElseThrow(), properties));
    }
  }

  private void add(
      Declared declared, Action action, String reason, List<PropertyChange> properties) {
    resources.add(
        new ResourceChange(declared.logicalId(), declared.type(), action, reason, properties));
  }

  private static String began(Optional<StoredResource> stored) {
    return stored.isPresent() ? unfinished(stored) : "";
  }

  private static String unfinished(Optional<StoredResource> stored) {
    return "is " + stored.orElseThrow().status();
  }

  private static List<PropertyChange> changed(StoredResource stored, ObjectNode properties) {
    return new ArrayList<>(PropertyChange.between(stored.resolvedProperties(), properties));
  }

  private static List<PropertyChange> policies(Declared declared, StoredResource stored) {
    List<PropertyChange> changes = new ArrayList<>();
    policy("DeletionPolicy", stored.deletionPolicy(), declared.deletionPolicy(), changes);
    policy(
        "UpdateReplacePolicy",
        stored.updateReplacePolicy(),
        declared.updateReplacePolicy(),
        changes);
    return changes;
  }

  private static void policy(
      String name, RemovalPolicy before, RemovalPolicy after, List<PropertyChange> changes) {
    if (before != after) {
      changes.add(PropertyChange.ofText(name, before.toString(), after.toString()));
    }
  }

  /** A resource that leaves its stack, or waits to be removed since another took its place. */
  void leaves(StoredResource stored) {
    boolean exists = stored.physicalId() != null;
    resources.add(
        new ResourceChange(
            stored.logicalId(),
            stored.type(),
            exists && stored.removal().keeps() ? Action.RETAIN : Action.REMOVE,
            stored.superseded() ? "another took its place" : "",
            List.of()));
  }

  /** Ends a stack that is deployed. */
  void changes(
      Template template, Optional<StoredStack> stored, List<StoredStack.OutputValue> outputs) {
    List<PropertyChange> values =
        outputs(stored.map(StoredStack::outputs).orElse(List.of()), outputs);
    end(
        template.stack(),
        stored.isPresent() ? Action.CHANGE : Action.ADD,
        stored.map(before -> remark(before, template, values)).orElse(""),
        stored.isPresent() ? values : List.of());
  }

  private String remark(StoredStack before, Template template, List<PropertyChange> outputs) {
    if (!before.status().isComplete()) {
      return "its last deployment did not finish: " + before.status();
    }
    boolean alone = resources.isEmpty() && outputs.isEmpty();
    return alone && !before.template().equals(template.text())
        ? "only the text of its template changes"
        : "";
  }

  /** Ends a stack that is not declared any more. */
  void removes(String stack) {
    end(stack, Action.REMOVE, "", List.of());
  }

  private void end(String stack, Action action, String remark, List<PropertyChange> outputs) {
    stacks.add(new StackChange(stack, action, remark, resources, outputs));
    resources = new ArrayList<>();
  }

  private static List<PropertyChange> outputs(
      List<StoredStack.OutputValue> before, List<StoredStack.OutputValue> after) {
    Map<String, String> old = values(before);
    Map<String, String> now = values(after);
    Map<String, PropertyChange> changes = new TreeMap<>();
    old.forEach(
        (key, value) -> {
          if (!value.equals(now.get(key))) {
            changes.put(key, PropertyChange.ofText(key, value, now.get(key)));
          }
        });
    now.forEach(
        (key, value) -> {
          if (!old.containsKey(key)) {
            changes.put(key, PropertyChange.ofText(key, null, value));
          }
        });
    return List.copyOf(changes.values());
  }

  private static Map<String, String> values(List<StoredStack.OutputValue> outputs) {
    return outputs.stream()
        .collect(
            Collectors.toMap(
                StoredStack.OutputValue::key,
                StoredStack.OutputValue::value,
                (a, b) -> b,
                LinkedHashMap::new));
  }
}
