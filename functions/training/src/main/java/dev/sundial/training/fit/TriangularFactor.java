package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * The upper triangle R of rows Z = Q R, by Householder reflections, a block of rows at a time (G.
 * Golub, C. Van Loan, "Matrix Computations", 5.2). It is all that least squares sees of the rows:
 * {@code RᵀR = ZᵀZ}; so a million of them cost one pass. Made of the rows themselves and not of
 * their moments, it keeps what nearly collinear columns differ by.
 */
final class TriangularFactor {
  /** Rows that are added together. */
  private static final int BLOCK = 256;

  /** Most stretches of rows that are taken at once; not the number of cores, for the same sums. */
  private static final int MOST_PARTS = 8;

  /** A stretch is worth it when it has this many times as many rows as there are columns. */
  private static final int ROWS_A_COLUMN = 20;

  /** What is left of a column, of its length, when the ones before explain it but for rounding. */
  private static final double EXPLAINED = 1e-7;

  private final double[][] columns; // [columns], column j of length j + 1

  TriangularFactor(int count) {
    this.columns = new double[count][];
    Arrays.setAll(columns, column -> new double[column + 1]);
  }

  /** Of the standardised features and, last, the standardised target. */
  static TriangularFactor of(
      Dataset data, int[] rows, Standardisation standardisation, NumberOutputs outputs) {
    int size = data.features().size() + 1;
    int parts = Math.clamp(rows.length / ((long) ROWS_A_COLUMN * size), 1, MOST_PARTS);
    List<TriangularFactor> factors =
        Cores.each(
            parts,
            part -> {
              TriangularFactor factor = new TriangularFactor(size);
              int to = (int) ((long) rows.length * (part + 1) / parts);
              for (int at = (int) ((long) rows.length * part / parts); at < to; at += BLOCK) {
                int[] some = Arrays.copyOfRange(rows, at, Math.min(to, at + BLOCK));
                factor.add(block(data, some, standardisation, outputs));
              }
              return factor;
            });
    TriangularFactor all = factors.getFirst();
    factors.subList(1, parts).forEach(factor -> all.add(factor.rows()));
    return all;
  }

  /** {@code [columns][rows]} */
  private static double[][] block(
      Dataset data, int[] rows, Standardisation standardisation, NumberOutputs outputs) {
    int features = data.features().size();
    double[][] block = new double[features + 1][rows.length];
    for (int feature = 0; feature < features; feature++) {
      double[] column = data.column(feature);
      for (int i = 0; i < rows.length; i++) {
        block[feature][i] = standardisation.apply(feature, column[rows[i]]);
      }
    }
    for (int i = 0; i < rows.length; i++) {
      block[features][i] = outputs.standardised(rows[i]);
    }
    return block;
  }

  /** R as rows. */
  private double[][] rows() {
    double[][] block = new double[columns.length][];
    Arrays.setAll(block, column -> Arrays.copyOf(columns[column], columns.length));
    return block;
  }

  /**
   * Adds rows.
   *
   * @param block {@code [columns][rows]}, of no use afterwards
   */
  void add(double[][] block) {
    for (int column = 0; column < columns.length; column++) {
      Cores.look();
      double[] reflected = block[column];
      double squares = product(reflected, reflected);
      if (squares == 0) {
        continue;
      }
      double diagonal = columns[column][column];
      double length = Math.copySign(Math.sqrt(diagonal * diagonal + squares), -diagonal);
      double first = diagonal - length;
      double scale = 2 / (first * first + squares);
      columns[column][column] = length;
      for (int other = column + 1; other < columns.length; other++) {
        double[] values = columns[other];
        double times = scale * (first * values[column] + product(reflected, block[other]));
        values[column] -= times * first;
        subtract(block[other], times, reflected);
      }
    }
  }

  /** The same with {@code Σ (strength × column)²} added for every column but the last. */
  TriangularFactor ridge(double strength) {
    TriangularFactor ridge = new TriangularFactor(columns.length);
    ridge.add(rows());
    double[][] block = new double[columns.length][columns.length - 1];
    for (int column = 0; column < columns.length - 1; column++) {
      block[column][column] = strength;
    }
    ridge.add(block);
    return ridge;
  }

  /**
   * What to weigh the columns by so that their sum is nearest to the last one. A column that the
   * ones before explain, but for rounding, weighs 0. This factor is of no use afterwards.
   */
  double[] leastSquares() {
    int target = columns.length - 1;
    boolean[] explained = new boolean[target];
    for (int column = 0; column < target; column++) {
      double left = Math.abs(columns[column][column]);
      if (left <= EXPLAINED * Math.sqrt(product(columns[column], columns[column]))) {
        explained[column] = true;
        withdraw(column);
      }
    }
    double[] weights = new double[target];
    for (int column = target - 1; column >= 0; column--) {
      if (!explained[column]) {
        double value = columns[target][column];
        for (int other = column + 1; other < target; other++) {
          value -= columns[other][column] * weights[other];
        }
        weights[column] = value / columns[column][column];
      }
    }
    return weights;
  }

  /** Takes a column's row away from R; what it says of the columns behind goes on to their rows. */
  private void withdraw(int column) {
    double[][] row = new double[columns.length][1];
    for (int other = column; other < columns.length; other++) {
      row[other][0] = other == column ? 0 : columns[other][column];
      columns[other][column] = 0;
    }
    add(row);
  }

  /** The upper triangle's {@code RᵀR}, {@code [columns][columns]}. */
  double[][] moments() {
    double[][] moments = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      Cores.look();
      for (int j = 0; j <= i; j++) {
        moments[i][j] = product(columns[j], columns[i]);
        moments[j][i] = moments[i][j];
      }
    }
    return moments;
  }

  /**
   * Over the first one's length; four sums at a time, as each addition waits for the one before.
   */
  private static double product(double[] one, double[] other) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return (a + b) + (c + d);
  }

  private static void subtract(double[] from, double times, double[] values) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * values[i];
    }
  }
}
