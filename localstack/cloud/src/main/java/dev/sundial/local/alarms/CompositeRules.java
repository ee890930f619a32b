package dev.sundial.local.alarms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of the composite alarms, and who asks about whom. */
final class CompositeRules {
  private final Map<String, Rule> rules = new HashMap<>();

  void put(String composite, Rule rule) {
    rules.put(composite, rule);
  }

  /** The composite alarms, in the order of their names. */
  List<String> names() {
    return rules.keySet().stream().sorted().toList();
  }

  void remove(String name) {
    rules.remove(name);
  }

  boolean holds(String composite, Map<String, AlarmState> states) {
    Rule rule = rules.get(composite);
    return rule != null && rule.holds(states);
  }

  Set<String> childrenOf(String composite) {
    Rule rule = rules.get(composite);
    return rule == null ? Set.of() : new TreeSet<>(rule.children());
  }

  /** Composite alarms whose rules name an alarm, in the order of their names. */
  Set<String> parentsOf(String alarm) {
    Set<String> parents = new TreeSet<>();
    rules.forEach(
        (name, rule) -> {
          if (rule.children().contains(alarm)) {
            parents.add(name);
          }
        });
    return parents;
  }

  /** Whether an alarm would come to ask about itself. */
  boolean closesCircle(String name, Rule rule) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(rule.children());
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (next.equals(name)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(childrenOf(next));
      }
    }
    return false;
  }
}
