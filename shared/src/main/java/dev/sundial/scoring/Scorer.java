package dev.sundial.scoring;

/**
 * A trained model as arithmetic: finite features in, finite scores out. Immutable, safe for
 * concurrent use, and allocates nothing per row.
 */
public sealed interface Scorer permits LinearScorer, TreeScorer, ForestScorer, BoostedScorer {

  /** What the input and the output mean. */
  FeatureSchema schema();

  /** Which arithmetic this is. */
  ScorerFamily family();

  /**
   * Scores one row out of many.
   *
   * @param rows finite features, row after row, each in the order of the schema
   * @param from index of the row's first feature
   * @param out receives {@link FeatureSchema#outputs} scores: classification: one probability per
   *     label, in the order of the schema, adding up to 1; regression: the predicted number
   * @param at index of the first score
   */
  void score(double[] rows, int from, double[] out, int at);

  /** Scores one row: {@code features[features]} into {@code out[outputs]}. */
  default void score(double[] features, double[] out) {
    score(features, 0, out, 0);
  }

  /** Scores a batch: {@code rows[count × features]} into {@code out[count × outputs]}. */
  default void score(double[] rows, int count, double[] out) {
    int features = schema().features().size();
    int outputs = schema().outputs();
    for (int row = 0; row < count; row++) {
      score(rows, row * features, out, row * outputs);
    }
  }

  /**
   * The label a row of scores speaks for: the highest score, the first of equal ones.
   *
   * @param at index of the row's first score
   * @param outputs how many scores the row has
   * @return an index into the schema's labels
   */
  static int best(double[] scores, int at, int outputs) {
    int best = 0;
    for (int output = 1; output < outputs; output++) {
      if (scores[at + output] > scores[at + best]) {
        best = output;
      }
    }
    return best;
  }
}
