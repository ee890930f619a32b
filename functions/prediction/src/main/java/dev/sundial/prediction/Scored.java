package dev.sundial.prediction;

import dev.sundial.scoring.Scorer;
import dev.sundial.serving.ServedVersion;

/**
 * Rows and what a version says of them.
 *
 * @param scores {@code [rows × outputs]}: a probability for each label, or one number
 */
record Scored(ServedVersion served, int rows, double[] scores) {
  /** Most scores in one answer: more could not fit into Lambda's 6 MB. */
  static final int MAX_SCORES = 500_000;

  /**
   * @throws Refusal 413 when there would be too many scores
   */
  static Scored of(RowBatch rows, ServedVersion served) throws Refusal {
    int outputs = served.schema().outputs();
    if ((long) rows.rows() * outputs > MAX_SCORES) {
      throw Refusal.tooLarge(
          "the answer to "
              + rows.rows()
              + " rows would be too large; send at most "
              + MAX_SCORES / outputs
              + " rows at once");
    }
    double[] scores = new double[rows.rows() * outputs];
    served.scorer().score(rows.values(), rows.rows(), scores);
    return new Scored(served, rows.rows(), scores);
  }

  int outputs() {
    return served.schema().outputs();
  }

  /** The label a row speaks for, as an index into the schema's. */
  int label(int row) {
    return Scorer.best(scores, row * outputs(), outputs());
  }
}
