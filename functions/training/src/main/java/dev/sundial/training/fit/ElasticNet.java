package dev.sundial.training.fit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Least squares with a penalty on weights and their squares, by coordinate descent on the second
 * moments (J. Friedman, T. Hastie, R. Tibshirani, "Regularization Paths for Generalized Linear
 * Models via Coordinate Descent", 2010, 2.2): half of the mean squared error plus {@code absolute ×
 * Σ|w| + squared / 2 × Σw²}. Where columns are nearly collinear the descent creeps; so every few
 * sweeps it leaps to where the weights would be best if those at 0 and the signs of the others
 * stayed (H. Lee et al., "Efficient sparse coding algorithms", 2006). It has converged when the
 * duality gap says that no weights are better by more than {@value #GAP} of the target's variance.
 */
final class ElasticNet {
  /** A hundredth of what scikit-learn asks of its own. */
  private static final double GAP = 1e-6;

  private static final int SWEEPS_A_LEAP = 10;

  /** Of a column that others explain: rounding must not make it negative. */
  private static final double LEAST_PIVOT = 1e-14;

  private final double[][] moments; // [features + 1][features + 1], the target last
  private final int target;
  private final double absolute;
  private final double squared;
  private final double[] weights;
  private final double[] explained; // [features] Σ moment × weight

  /**
   * @param moments means of products of standardised features and target
   */
  ElasticNet(double[][] moments, double absolute, double squared) {
    this.moments = moments;
    this.target = moments.length - 1;
    this.absolute = absolute;
    this.squared = squared;
    this.weights = new double[target];
    this.explained = new double[target];
  }

  /**
   * Fits.
   *
   * @param start weights that are perhaps near the end; taken when they are better than none
   * @param mostSweeps over the features
   */
  double[] fit(double[] start, int mostSweeps) throws CannotFitException {
    double none = loss();
    moveTo(start);
    if (!(loss() < none)) {
      moveTo(new double[target]);
    }
    for (int sweep = 0; sweep < mostSweeps; sweep++) {
      Cores.look();
      if (gap() <= GAP * moments[target][target]) {
        return weights.clone();
      }
      for (int feature = 0; feature < target; feature++) {
        move(feature, best(feature));
      }
      if (sweep % SWEEPS_A_LEAP == SWEEPS_A_LEAP - 1) {
        leap();
      }
    }
    if (gap() <= GAP * moments[target][target]) {
      return weights.clone();
    }
    throw new CannotFitException(
        "the descent has not converged within "
            + mostSweeps
            + " sweeps; take more iterations, a greater alpha or an l1Ratio of 0");
  }

  private void moveTo(double[] point) {
    for (int feature = 0; feature < target; feature++) {
      move(feature, point[feature]);
    }
  }

  private void move(int feature, double weight) {
    double change = weight - weights[feature];
    if (change != 0) {
      weights[feature] = weight;
      double[] row = moments[feature];
      for (int other = 0; other < target; other++) {
        explained[other] += change * row[other];
      }
    }
  }

  /** The weight that is best while the others stay. */
  private double best(int feature) {
    double curvature = moments[feature][feature];
    double pull = moments[feature][target] - explained[feature] + curvature * weights[feature];
    double beyond = Math.abs(pull) - absolute;
    return beyond > 0 ? Math.copySign(beyond, pull) / (curvature + squared) : 0;
  }

  /**
   * Goes towards the best of these signs, as far as the loss falls: to there or to a weight's 0.
   */
  private void leap() {
    int[] active = IntStream.range(0, target).filter(feature -> weights[feature] != 0).toArray();
    double[] from = weights.clone();
    double[] towards = bestOfSigns(active);
    double best = loss();
    double[] point = from;
    double[] shares = new double[active.length + 1];
    for (int i = 0; i < active.length; i++) {
      double weight = from[active[i]];
      shares[i] = weight / (weight - towards[i]); // where it would be 0
    }
    shares[active.length] = 1;
    for (double share : Arrays.stream(shares).filter(s -> s > 0 && s <= 1).sorted().toArray()) {
      double[] next = from.clone();
      for (int i = 0; i < active.length; i++) {
        int feature = active[i];
        next[feature] =
            shares[i] == share ? 0 : from[feature] + share * (towards[i] - from[feature]);
      }
      moveTo(next);
      double loss = loss();
      if (!(loss < best)) {
        break; // the loss is convex
      }
      best = loss;
      point = next;
    }
    moveTo(point);
  }

  /** By Cholesky's factor of the active part of the moments. */
  private double[] bestOfSigns(int[] active) {
    int size = active.length;
    double[][] factor = new double[size][];
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      Cores.look();
      factor[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double value = moments[active[i]][active[j]] + (i == j ? squared : 0);
        for (int k = 0; k < j; k++) {
          value -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(Math.max(value, LEAST_PIVOT)) : value / factor[j][j];
      }
      double value = moments[active[i]][target] - Math.copySign(absolute, weights[active[i]]);
      for (int k = 0; k < i; k++) {
        value -= factor[i][k] * solution[k];
      }
      solution[i] = value / factor[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        solution[i] -= factor[k][i] * solution[k];
      }
      solution[i] /= factor[i][i];
    }
    return solution;
  }

  private double loss() {
    double sum = 0;
    double squares = 0;
    for (double weight : weights) {
      sum += Math.abs(weight);
      squares += weight * weight;
    }
    return error() / 2 + absolute * sum + squared / 2 * squares;
  }

  /** Mean squared error. */
  private double error() {
    double error = moments[target][target];
    for (int feature = 0; feature < target; feature++) {
      error += weights[feature] * (explained[feature] - 2 * moments[feature][target]);
    }
    return Math.max(0, error);
  }

  /** The loss less that of the dual problem at a point that is feasible, as scikit-learn has it. */
  private double gap() {
    double greatest = 0;
    double squares = 0;
    double reached = moments[target][target];
    for (int feature = 0; feature < target; feature++) {
      double weight = weights[feature];
      double slope = moments[feature][target] - explained[feature] - squared * weight;
      greatest = Math.max(greatest, Math.abs(slope));
      squares += weight * weight;
      reached -= weight * moments[feature][target];
    }
    double scale = greatest > absolute ? absolute / greatest : 1;
    return loss() + scale * scale / 2 * (error() + squared * squares) - scale * reached;
  }
}
