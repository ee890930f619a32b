package dev.sundial.local.metrics.math;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** An expression of metric math, ready to be evaluated again and again. */
public final class MetricMath {
  private static final int MOST_REMEMBERED = 1000;
  private static final Map<String, MetricMath> REMEMBERED = new ConcurrentHashMap<>();

  private final Expression expression;

  private MetricMath(Expression expression) {
    this.expression = expression;
  }

  /**
   * Reads an expression.
   *
   * @throws MathException when it is none, or uses what is not implemented
   */
  public static MetricMath parse(String text) {
    MetricMath known = REMEMBERED.get(text);
    if (known != null) {
      return known;
    }
    MetricMath parsed = new MetricMath(Parser.parse(text));
    if (REMEMBERED.size() >= MOST_REMEMBERED) {
      REMEMBERED.clear();
    }
    REMEMBERED.put(text, parsed);
    return parsed;
  }

  /** The ids it names. */
  public TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    collect(expression, names);
    return names;
  }

  private static void collect(Expression expression, TreeSet<String> names) {
    switch (expression) {
      case Expression.Name name -> names.add(name.id());
      case Expression.Negation negation -> collect(negation.of(), names);
      case Expression.Operation operation -> {
        collect(operation.left(), names);
        collect(operation.right(), names);
      }
      case Expression.Call call -> call.arguments().forEach(one -> collect(one, names));
      case Expression.Array array -> array.of().forEach(one -> collect(one, names));
      case Expression.Literal literal -> {}
      case Expression.Text text -> {}
      case Expression.Word word -> {}
    }
  }

  /**
   * Evaluates it. It must make series: of a number, {@code TIME_SERIES} makes one.
   *
   * @throws MathException when it cannot be evaluated
   */
  public Evaluated evaluate(Inputs inputs, Grid grid) {
    Value value = new Evaluator(inputs, grid).evaluate(expression);
    return switch (value) {
      case Value.One one -> Evaluated.one(one.series());
      case Value.Many many -> new Evaluated(many.series(), true);
      case Value.Scalar scalar -> throw MathException.noSeries(value.type());
      case Value.Text text -> throw MathException.noSeries(value.type());
    };
  }
}
