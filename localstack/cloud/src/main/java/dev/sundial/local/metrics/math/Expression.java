package dev.sundial.local.metrics.math;

import java.util.List;

/** A parsed expression of metric math. */
sealed interface Expression {

  /** A number as it is written. */
  record Literal(double value) implements Expression {}

  /** A text in quotes. */
  record Text(String text) implements Expression {}

  /** The id of a metric or of another expression. */
  record Name(String id) implements Expression {}

  /** A word that only functions understand, such as {@code REPEAT} or {@code DESC}. */
  record Word(String word) implements Expression {}

  record Negation(Expression of) implements Expression {}

  record Operation(Operator operator, Expression left, Expression right) implements Expression {}

  /** {@code [m1, m2]}. */
  record Array(List<Expression> of) implements Expression {
    public Array {
      of = List.copyOf(of);
    }
  }

  record Call(Function function, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
