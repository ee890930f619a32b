package dev.sundial.local.metrics.math;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The order in which queries that name each other can be evaluated, each once. It is found without
 * recursion, and evaluating in it needs none: a long chain of expressions is no deep one.
 */
public final class Dependencies {
  private final Function<String, ? extends Collection<String>> names;
  private final Set<String> done = new LinkedHashSet<>();
  private final Set<String> entered = new HashSet<>();
  private final Deque<Visit> open = new ArrayDeque<>();

  private record Visit(String id, Iterator<String> names) {}

  private Dependencies(Function<String, ? extends Collection<String>> names) {
    this.names = names;
  }

  /**
   * The ids that are wanted and those they need, each after all that it names itself.
   *
   * @param names what a query of an id names
   * @throws MathException when a query would need itself
   */
  public static List<String> order(
      Collection<String> wanted, Function<String, ? extends Collection<String>> names) {
    Dependencies dependencies = new Dependencies(names);
    wanted.forEach(dependencies::resolve);
    return new ArrayList<>(dependencies.done);
  }

  private void resolve(String wanted) {
    enter(wanted);
    while (!open.isEmpty()) {
      Visit visit = open.getLast();
      if (visit.names().hasNext()) {
        enter(visit.names().next());
      } else {
        done.add(visit.id());
        open.removeLast();
      }
    }
  }

  private void enter(String id) {
    if (done.contains(id)) {
      return;
    }
    if (!entered.add(id)) {
      throw MathException.circular(id);
    }
    open.addLast(new Visit(id, names.apply(id).iterator()));
  }
}
