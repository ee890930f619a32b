package dev.sundial.local.metrics.math;

/** What stands between two operands; comparisons and logic answer 1 for true and 0 for false. */
enum Operator {
  PLUS,
  MINUS,
  TIMES,
  DIVIDED,
  POWER,
  EQUAL,
  UNEQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  AND,
  OR;

  /** The result; not finite where there is none, such as of a division by zero. */
  double apply(double left, double right) {
    return switch (this) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case DIVIDED -> left / right;
      case POWER -> Math.pow(left, right);
      case EQUAL -> truth(left == right);
      case UNEQUAL -> truth(left != right);
      case LESS -> truth(left < right);
      case LESS_OR_EQUAL -> truth(left <= right);
      case GREATER -> truth(left > right);
      case GREATER_OR_EQUAL -> truth(left >= right);
      case AND -> truth(left != 0 && right != 0);
      case OR -> truth(left != 0 || right != 0);
    };
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }
}
