package dev.sundial.training.fit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limited-memory BFGS (D. C. Liu, J. Nocedal, "On the Limited Memory BFGS Method for Large Scale
 * Optimization", 1989) for smooth convex losses, with steps halved until they lower the loss enough
 * (Armijo). What it has learned about the loss's curvature it keeps from one {@link #minimise} to
 * the next, so that one loss can prepare for another that is much like it.
 */
final class Lbfgs {
  /** What is to be made least. */
  interface Loss {
    /** Length of its argument. */
    int size();

    /**
     * The loss at a point.
     *
     * @param gradient receives the derivatives
     */
    double at(double[] point, double[] gradient);
  }

  private static final int MEMORY = 10;
  private static final double ENOUGH = 1e-4;
  private static final int MOST_HALVINGS = 40;

  /** A step that was taken, the change of the gradient along it, and 1 / their product. */
  private record Step(double[] moved, double[] bent, double inverse) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  /**
   * Goes from a point to where no derivative exceeds the tolerance, or as far as it may.
   *
   * @param point where to begin; ends as the best point found
   * @param mostPasses how often the loss may be evaluated, at least 1
   */
  void minimise(Loss loss, double[] point, double tolerance, int mostPasses) {
    double[] gradient = new double[loss.size()];
    double value = loss.at(point, gradient);
    int passes = 1;
    while (greatest(gradient) > tolerance) {
      double[] direction = direction(gradient);
      double slope = product(direction, gradient);
      if (!(slope < 0)) {
        steps.clear();
        direction = direction(gradient);
        slope = product(direction, gradient);
      }
      double length = 1;
      double[] next = new double[point.length];
      double[] nextGradient = new double[point.length];
      double nextValue;
      int halvings = 0;
      do {
        if (passes == mostPasses || halvings == MOST_HALVINGS) {
          return;
        }
        for (int i = 0; i < next.length; i++) {
          next[i] = point[i] + length * direction[i];
        }
        nextValue = loss.at(next, nextGradient);
        passes++;
        halvings++;
        length /= 2;
      } while (!(nextValue <= value + ENOUGH * 2 * length * slope));
      remember(point, next, gradient, nextGradient);
      System.arraycopy(next, 0, point, 0, point.length);
      gradient = nextGradient;
      value = nextValue;
    }
  }

  /** Against the gradient, bent by the remembered steps (Nocedal's two loops). */
  private double[] direction(double[] gradient) {
    double[] direction = gradient.clone();
    double[] shares = new double[steps.size()];
    int at = shares.length;
    for (var newest = steps.descendingIterator(); newest.hasNext(); ) {
      Step step = newest.next();
      shares[--at] = step.inverse() * product(step.moved(), direction);
      add(direction, -shares[at], step.bent());
    }
    Step last = steps.peekLast();
    double scale =
        last == null
            ? 1 / Math.max(1, Math.sqrt(product(gradient, gradient)))
            : 1 / (last.inverse() * product(last.bent(), last.bent()));
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= scale;
    }
    for (Step step : steps) {
      add(direction, shares[at++] - step.inverse() * product(step.bent(), direction), step.moved());
    }
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -direction[i];
    }
    return direction;
  }

  private void remember(double[] point, double[] next, double[] gradient, double[] nextGradient) {
    double[] moved = new double[point.length];
    double[] bent = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      moved[i] = next[i] - point[i];
      bent[i] = nextGradient[i] - gradient[i];
    }
    double curvature = product(moved, bent);
    // Rounding can take the curvature of a loss that is nearly flat; such a step teaches nothing.
    if (curvature > Math.ulp(1.0) * product(bent, bent)) {
      steps.addLast(new Step(moved, bent, 1 / curvature));
      if (steps.size() > MEMORY) {
        steps.removeFirst();
      }
    }
  }

  private static void add(double[] into, double times, double[] values) {
    for (int i = 0; i < into.length; i++) {
      into[i] += times * values[i];
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double greatest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }
}
