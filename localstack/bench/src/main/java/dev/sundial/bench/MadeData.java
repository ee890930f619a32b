package dev.sundial.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * A classification made by chance, always the same: three classes of two clusters each, on corners
 * of a cube of 10 dimensions, each cluster stretched its own way; 4 columns that are sums of those;
 * 6 of noise; and one label in a hundred wrong. No linear model tells them fully apart. After I.
 * Guyon's design for the NIPS 2003 challenge, as scikit-learn's {@code make_classification}.
 */
final class MadeData {
  private static final int INFORMATIVE = 10;
  private static final int REDUNDANT = 4;
  private static final int NOISE = 6;
  private static final int CLASSES = 3;
  private static final int CLUSTERS = 2 * CLASSES;
  private static final double WRONG = 0.01;
  private static final long SEED = 2026;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final double[][] centres = new double[CLUSTERS][INFORMATIVE];
  private final double[][][] stretch = new double[CLUSTERS][INFORMATIVE][INFORMATIVE];
  private final double[][] sums = new double[REDUNDANT][INFORMATIVE];

  private MadeData() {
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      for (int i = 0; i < INFORMATIVE; i++) {
        centres[cluster][i] = random.nextBoolean() ? 1 : -1;
      }
      fill(stretch[cluster]);
    }
    fill(sums);
  }

  private void fill(double[][] matrix) {
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextDouble(-1, 1);
      }
    }
  }

  /** Writes a CSV of so many rows, unless it is there; the name says what is in it. */
  static Path write(Path folder, int rows) throws IOException {
    Path file = folder.resolve("made-" + SEED + "-" + rows + ".csv");
    if (Files.exists(file)) {
      return file;
    }
    Files.createDirectories(folder);
    Path next = folder.resolve(file.getFileName() + ".next");
    try (BufferedWriter out = Files.newBufferedWriter(next)) {
      MadeData made = new MadeData();
      made.header(out);
      for (int row = 0; row < rows; row++) {
        made.row(out);
      }
    }
    return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void header(BufferedWriter out) throws IOException {
    for (int column = 0; column < INFORMATIVE + REDUNDANT + NOISE; column++) {
      out.write("f" + column + ",");
    }
    out.write("label\n");
  }

  private void row(BufferedWriter out) throws IOException {
    int cluster = random.nextInt(CLUSTERS);
    double[] round = new double[INFORMATIVE];
    for (int i = 0; i < INFORMATIVE; i++) {
      round[i] = random.nextGaussian();
    }
    double[] informative = times(stretch[cluster], round);
    for (int i = 0; i < INFORMATIVE; i++) {
      informative[i] += centres[cluster][i];
    }
    write(out, informative);
    write(out, times(sums, informative));
    for (int i = 0; i < NOISE; i++) {
      out.write(random.nextGaussian() + ",");
    }
    int label = random.nextDouble() < WRONG ? random.nextInt(CLASSES) : cluster % CLASSES;
    out.write("abc".charAt(label) + "\n");
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  private static void write(BufferedWriter out, double[] values) throws IOException {
    for (double value : values) {
      out.write(value + ",");
    }
  }
}
