package dev.sundial.local.alarms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule of a composite alarm. */
sealed interface Rule {

  /**
   * Whether it holds.
   *
   * @param states of the alarms it names; it does not hold of an alarm that is gone
   */
  boolean holds(Map<String, AlarmState> states);

  /** Names of the alarms it asks about. */
  Set<String> children();

  /** {@code TRUE} or {@code FALSE}. */
  record Constant(boolean value) implements Rule {
    @Override
    public boolean holds(Map<String, AlarmState> states) {
      return value;
    }

    @Override
    public Set<String> children() {
      return Set.of();
    }
  }

  /** {@code ALARM("name")} and its like. */
  record Is(AlarmState state, String alarm) implements Rule {
    @Override
    public boolean holds(Map<String, AlarmState> states) {
      return states.get(alarm) == state;
    }

    @Override
    public Set<String> children() {
      return Set.of(alarm);
    }
  }

  /** {@code NOT rule}. */
  record Not(Rule rule) implements Rule {
    @Override
    public boolean holds(Map<String, AlarmState> states) {
      return !rule.holds(states);
    }

    @Override
    public Set<String> children() {
      return rule.children();
    }
  }

  /** Rules joined by {@code AND}. */
  record All(List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public boolean holds(Map<String, AlarmState> states) {
      return rules.stream().allMatch(rule -> rule.holds(states));
    }

    @Override
    public Set<String> children() {
      return Rule.children(rules);
    }
  }

  /** Rules joined by {@code OR}. */
  record Any(List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public boolean holds(Map<String, AlarmState> states) {
      return rules.stream().anyMatch(rule -> rule.holds(states));
    }

    @Override
    public Set<String> children() {
      return Rule.children(rules);
    }
  }

  private static Set<String> children(List<Rule> rules) {
    Set<String> children = new LinkedHashSet<>();
    rules.forEach(rule -> children.addAll(rule.children()));
    return children;
  }
}
