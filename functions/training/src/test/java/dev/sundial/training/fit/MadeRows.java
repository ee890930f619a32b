package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.spec.Task;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small data, made by chance and always the same, each with one thing that a trainer may miss. */
enum MadeRows {
  /**
   * Five features that count and three that do not, bent (J. Friedman, "Multivariate Adaptive
   * Regression Splines", 1991).
   */
  BENT(8, 0.5),
  /** Two features that say nothing each by itself. */
  INTERACTION(2, 0.1),
  /** Years and their squares: what one does not explain of the other is all that counts. */
  COLLINEAR(2, 0.1);

  private static final int ROWS = 600;

  private final int features;
  private final double noise;

  MadeRows(int features, double noise) {
    this.features = features;
    this.noise = noise;
  }

  Dataset of(Task task) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns = new double[features][ROWS];
    double[] numbers = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] x = new double[features];
      for (int feature = 0; feature < features; feature++) {
        x[feature] = random.nextDouble();
      }
      numbers[row] = number(x) + noise * random.nextGaussian();
      for (int feature = 0; feature < features; feature++) {
        columns[feature][row] = x[feature];
      }
    }
    List<String> names = IntStream.range(0, features).mapToObj(f -> "f" + f).toList();
    return new Dataset(names, columns, "t", target(task, numbers));
  }

  /**
   * @param x in [0, 1), may be changed
   */
  private double number(double[] x) {
    return switch (this) {
      case BENT ->
          10 * Math.sin(Math.PI * x[0] * x[1])
              + 20 * (x[2] - 0.5) * (x[2] - 0.5)
              + 10 * x[3]
              + 5 * x[4];
      case INTERACTION -> 10 * (x[0] - 0.5) * (x[1] - 0.5);
      case COLLINEAR -> {
        x[0] = 1950 + 70 * x[0];
        x[1] = x[0] * x[0];
        yield 0.01 * (x[0] - 1980) * (x[0] - 1980);
      }
    };
  }

  /** The number, or whether it is below or above the median. */
  private static Target target(Task task, double[] numbers) {
    return switch (task) {
      case REGRESSION -> new Target.Numbers(numbers);
      case CLASSIFICATION -> {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double median = sorted[ROWS / 2];
        yield new Target.Labels(
            List.of("above", "below"),
            IntStream.range(0, ROWS).map(row -> numbers[row] < median ? 1 : 0).toArray());
      }
    };
  }
}
