package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * What multinomial logistic regression makes least: the mean over rows of −ln of the probability
 * given to the row's label, plus {@code penalty / 2} times the squares of the weights, biases
 * apart. Weights are {@code [(features + 1) × labels]}: all labels of the first feature come first,
 * the biases last.
 *
 * <p>Rows are read from the columns where they are, standardised in passing, a block at a time, on
 * all processors; sums are added up in an order that does not depend on how many there are.
 */
final class SoftmaxLoss implements Lbfgs.Loss {
  /** Rows whose values lie in a processor's cache together. */
  private static final int BLOCK = 256;

  private static final int MOST_PARTS = 32;
  private static final int MOST_PARTIAL_SUMS = 1 << 20;

  private final double[][] columns;
  private final int[] ids;
  private final int[] rows;
  private final Standardisation standardisation;
  private final int labels;
  private final double penalty;
  private final int parts;

  /**
   * @param rows to fit on, of a classification
   * @param penalty 0 or above
   */
  SoftmaxLoss(
      Dataset data,
      Target.Labels target,
      int[] rows,
      Standardisation standardisation,
      double penalty) {
    this.columns = new double[data.features().size()][];
    Arrays.setAll(columns, data::column);
    this.ids = target.ids();
    this.labels = target.names().size();
    this.rows = rows;
    this.standardisation = standardisation;
    this.penalty = penalty;
    int blocks = (rows.length + BLOCK - 1) / BLOCK;
    this.parts = Math.clamp(MOST_PARTIAL_SUMS / size(), 1, Math.min(blocks, MOST_PARTS));
  }

  /** How many weights there are. */
  @Override
  public int size() {
    return (columns.length + 1) * labels;
  }

  /**
   * @throws CancellationException when this thread was interrupted
   */
  @Override
  public double at(double[] weights, double[] gradient) {
    Cores.look();
    Part[] sums = new Part[parts];
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part -> {
              sums[part] = new Part();
              sums[part].add(weights, bound(part), bound(part + 1));
            });
    double loss = 0;
    Arrays.fill(gradient, 0);
    for (Part sum : sums) {
      loss += sum.loss;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += sum.gradient[i];
      }
    }
    loss /= rows.length;
    int biases = columns.length * labels;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= rows.length;
      if (i < biases) {
        gradient[i] += penalty * weights[i];
        loss += penalty / 2 * weights[i] * weights[i];
      }
    }
    return loss;
  }

  private int bound(int part) {
    return (int) ((long) rows.length * part / parts);
  }

  /** The sums over some of the rows. */
  private final class Part {
    private final double[] gradient = new double[size()];
    private final double[] values = new double[columns.length * BLOCK];
    private final double[] scores = new double[labels * BLOCK];
    private final double[] greatest = new double[BLOCK];
    private final double[] total = new double[BLOCK];
    private double loss;

    void add(double[] weights, int from, int to) {
      for (int at = from; at < to; at += BLOCK) {
        int count = Math.min(BLOCK, to - at);
        gather(at, count);
        score(weights, count);
        probabilities(count);
        subtractTruth(at, count);
        gradients(count);
      }
    }

    /** {@code values[feature × BLOCK + i]} is the standardised value of the i-th row. */
    private void gather(int at, int count) {
      for (int feature = 0; feature < columns.length; feature++) {
        double[] column = columns[feature];
        double mean = standardisation.mean()[feature];
        double times = 1 / standardisation.scale()[feature];
        int into = feature * BLOCK;
        for (int i = 0; i < count; i++) {
          values[into + i] = (column[rows[at + i]] - mean) * times;
        }
      }
    }

    private void score(double[] weights, int count) {
      for (int label = 0; label < labels; label++) {
        int into = label * BLOCK;
        Arrays.fill(scores, into, into + count, weights[columns.length * labels + label]);
        for (int feature = 0; feature < columns.length; feature++) {
          addTimes(weights[feature * labels + label], feature * BLOCK, into, count);
        }
      }
    }

    private void addTimes(double weight, int from, int into, int count) {
      for (int i = 0; i < count; i++) {
        scores[into + i] += weight * values[from + i];
      }
    }

    /** Scores become probabilities, shifted by the greatest so that nothing overflows. */
    private void probabilities(int count) {
      System.arraycopy(scores, 0, greatest, 0, count);
      for (int label = 1; label < labels; label++) {
        for (int i = 0; i < count; i++) {
          greatest[i] = Math.max(greatest[i], scores[label * BLOCK + i]);
        }
      }
      Arrays.fill(total, 0, count, 0);
      for (int label = 0; label < labels; label++) {
        for (int i = 0; i < count; i++) {
          double exponential = Math.exp(scores[label * BLOCK + i] - greatest[i]);
          scores[label * BLOCK + i] = exponential;
          total[i] += exponential;
        }
      }
      for (int label = 0; label < labels; label++) {
        for (int i = 0; i < count; i++) {
          scores[label * BLOCK + i] /= total[i];
        }
      }
    }

    /** Probabilities become their derivatives: 1 less where the label is the row's. */
    private void subtractTruth(int at, int count) {
      for (int i = 0; i < count; i++) {
        int score = ids[rows[at + i]] * BLOCK + i;
        loss -= Math.log(Math.max(scores[score], Double.MIN_NORMAL));
        scores[score] -= 1;
      }
    }

    private void gradients(int count) {
      for (int label = 0; label < labels; label++) {
        int derivatives = label * BLOCK;
        for (int feature = 0; feature < columns.length; feature++) {
          gradient[feature * labels + label] += product(feature * BLOCK, derivatives, count);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += scores[derivatives + i];
        }
        gradient[columns.length * labels + label] += sum;
      }
    }

    /** Four sums at a time, because each addition waits for the one before. */
    private double product(int value, int derivative, int count) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i + 3 < count; i += 4) {
        a += values[value + i] * scores[derivative + i];
        b += values[value + i + 1] * scores[derivative + i + 1];
        c += values[value + i + 2] * scores[derivative + i + 2];
        d += values[value + i + 3] * scores[derivative + i + 3];
      }
      for (; i < count; i++) {
        a += values[value + i] * scores[derivative + i];
      }
      return (a + b) + (c + d);
    }
  }
}
