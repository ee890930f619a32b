package dev.sundial.local.metrics.math;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions that stand beside each other, in a request, an alarm or a widget, checked before
 * anything is measured: whether they can be read, what they name, and whether they make series. The
 * last is found by evaluating them over metrics without data.
 */
public final class Expressions {
  private static final Grid NO_PERIODS = new Grid(0, 0, 60);
  private static final TimeSeries NO_DATA = TimeSeries.of("", 60, Map.of());

  private final List<String> metrics;
  private final Map<String, String> texts;
  private final Map<String, MetricMath> parsed = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();
  private final Map<String, Evaluated> results = new HashMap<>();

  /**
   * @param metrics ids of the metrics beside them
   * @param texts the expressions by their ids
   */
  public Expressions(Collection<String> metrics, Map<String, String> texts) {
    this.metrics = List.copyOf(metrics);
    this.texts = Map.copyOf(texts);
    this.texts.forEach(this::read);
    if (problems.isEmpty()) {
      evaluate();
    }
  }

  private void read(String id, String text) {
    try {
      MetricMath math = MetricMath.parse(text);
      for (String name : math.names()) {
        if (!metrics.contains(name) && !texts.containsKey(name)) {
          throw MathException.unknown(name);
        }
      }
      parsed.put(id, math);
    } catch (MathException e) {
      problems.put(id, e.text());
    }
  }

  private void evaluate() {
    try {
      for (String id : Dependencies.order(texts.keySet().stream().sorted().toList(), this::names)) {
        MetricMath math = parsed.get(id);
        if (math != null && problems.keySet().stream().noneMatch(names(id)::contains)) {
          evaluate(id, math);
        }
      }
    } catch (MathException e) {
      texts.keySet().stream().min(String::compareTo).ifPresent(id -> problems.put(id, e.text()));
    }
  }

  private void evaluate(String id, MetricMath math) {
    try {
      results.put(id, math.evaluate(new NoData(), NO_PERIODS));
    } catch (MathException e) {
      problems.put(id, e.text());
    }
  }

  private Set<String> names(String id) {
    MetricMath math = parsed.get(id);
    return math == null ? Set.of() : math.names();
  }

  /** What is wrong with an expression. */
  public Optional<String> problem(String id) {
    return Optional.ofNullable(problems.get(id));
  }

  /** Whether an expression that nothing is wrong with makes an array of series instead of one. */
  public boolean isArray(String id) {
    Evaluated result = results.get(id);
    return result != null && result.isArray();
  }

  /** Every metric has a series, in which nothing is. */
  private final class NoData implements Inputs {
    @Override
    public Evaluated named(String id) {
      Evaluated result = results.get(id);
      return result != null ? result : Evaluated.one(NO_DATA);
    }

    @Override
    public List<TimeSeries> metrics(String part) {
      List<TimeSeries> all = new ArrayList<>();
      metrics.stream().filter(id -> id.contains(part)).forEach(id -> all.add(NO_DATA));
      return all;
    }
  }
}
