package dev.sundial.local.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names in an order in which each comes after what it depends on; otherwise in the order they were
 * given.
 *
 * @param names all names, each once
 * @param cycle names that depend on each other in a circle, the first repeated at the end; empty
 *     when there is none
 */
record DependencyOrder(List<String> names, List<String> cycle) {

  /**
   * @param dependencies from a name to the names it depends on; names that are no key are left out
   */
  static DependencyOrder of(Map<String, ? extends Set<String>> dependencies) {
    Walk walk = new Walk(dependencies);
    dependencies.keySet().forEach(walk::visit);
    return new DependencyOrder(List.copyOf(walk.done), walk.cycle);
  }

  /** Each name before what it depends on. */
  List<String> reversed() {
    return names.reversed();
  }

  private static final class Walk {
    private final Map<String, ? extends Set<String>> dependencies;
    private final Set<String> done = new LinkedHashSet<>();
    private final Map<String, Boolean> open = new LinkedHashMap<>();
    private List<String> cycle = List.of();

    Walk(Map<String, ? extends Set<String>> dependencies) {
      this.dependencies = dependencies;
    }

    void visit(String name) {
      Set<String> needs = dependencies.get(name);
      if (needs == null || done.contains(name)) {
        return;
      }
      if (open.containsKey(name)) {
        noteCycle(name);
        return;
      }
      open.put(name, true);
      needs.forEach(this::visit);
      open.remove(name);
      done.add(name);
    }

    private void noteCycle(String name) {
      if (cycle.isEmpty()) {
        List<String> path = new ArrayList<>(open.keySet());
        cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
        cycle.add(name);
      }
    }
  }
}
