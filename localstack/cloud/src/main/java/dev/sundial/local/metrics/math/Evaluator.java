package dev.sundial.local.metrics.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Evaluates an expression. Where only one of two series has a value, the other counts as 0; results
 * that are not finite, such as of a division by zero, are no values.
 */
final class Evaluator {
  private final Inputs inputs;
  private final Grid grid;
  private final Calls calls;

  Evaluator(Inputs inputs, Grid grid) {
    this.inputs = inputs;
    this.grid = grid;
    this.calls = new Calls(this, inputs, grid);
  }

  Value evaluate(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> new Value.Scalar(literal.value());
      case Expression.Text text -> new Value.Text(text.text());
      case Expression.Word word -> new Value.Text(word.word());
      case Expression.Name name -> value(inputs.named(name.id()));
      case Expression.Negation negation -> negated(evaluate(negation.of()));
      case Expression.Operation operation ->
          combined(
              evaluate(operation.left()),
              evaluate(operation.right()),
              operation.operator()::apply,
              operation.operator());
      case Expression.Call call -> calls.call(call);
      case Expression.Array array -> array(array);
    };
  }

  /** What an input is: one series, or those that an expression made. */
  private static Value value(Evaluated input) {
    return input.isArray()
        ? new Value.Many(input.series())
        : new Value.One(input.series().getFirst());
  }

  private Value array(Expression.Array array) {
    List<TimeSeries> all = new ArrayList<>();
    for (Expression one : array.of()) {
      switch (evaluate(one)) {
        case Value.One(TimeSeries series) -> all.add(series);
        case Value.Many(List<TimeSeries> series) -> all.addAll(series);
        case Value.Scalar scalar -> throw wrongType("an array", scalar);
        case Value.Text text -> throw wrongType("an array", text);
      }
    }
    return new Value.Many(all);
  }

  private static Value negated(Value value) {
    return value instanceof Value.Scalar scalar
        ? new Value.Scalar(-scalar.value())
        : each(value, "-", series -> series.map(v -> -v));
  }

  private Value combined(Value left, Value right, DoubleBinaryOperator by, Operator operator) {
    if (left instanceof Value.Text || right instanceof Value.Text) {
      throw new MathException("Operator " + operator + " cannot be applied to a String");
    }
    if (left instanceof Value.Scalar a) {
      return right instanceof Value.Scalar b
          ? new Value.Scalar(by.applyAsDouble(a.value(), b.value()))
          : each(right, operator.name(), s -> s.map(v -> by.applyAsDouble(a.value(), v)));
    }
    if (right instanceof Value.Scalar b) {
      return each(left, operator.name(), s -> s.map(v -> by.applyAsDouble(v, b.value())));
    }
    if (left instanceof Value.One a) {
      return each(right, operator.name(), s -> a.series().with(s, by).called(s.label()));
    }
    if (right instanceof Value.One b) {
      return each(left, operator.name(), s -> s.with(b.series(), by));
    }
    throw new MathException(
        "Operator " + operator + " cannot be applied to TimeSeries[] and TimeSeries[]");
  }

  /** Does something to every series of a value. */
  static Value each(Value value, String what, UnaryOperator<TimeSeries> change) {
    return switch (value) {
      case Value.One one -> new Value.One(change.apply(one.series()));
      case Value.Many many -> {
        List<TimeSeries> changed = new ArrayList<>();
        long points = 0;
        for (TimeSeries series : many.series()) {
          changed.add(change.apply(series));
          points += changed.getLast().size();
          if (points > Value.MOST_POINTS) {
            throw MathException.tooMany(points, Value.MOST_POINTS);
          }
        }
        yield new Value.Many(changed);
      }
      case Value.Scalar scalar -> throw wrongType(what, value);
      case Value.Text text -> throw wrongType(what, value);
    };
  }

  /** A value that changes from period to period; scalars are the same in each. */
  TimeSeries constant(double value) {
    long[] times = grid.times();
    double[] values = new double[times.length];
    java.util.Arrays.fill(values, value);
    return TimeSeries.of("", grid.period(), times, values);
  }

  static MathException wrongType(String what, Value value) {
    return new MathException("The type " + value.type() + " is not supported by " + what);
  }
}
