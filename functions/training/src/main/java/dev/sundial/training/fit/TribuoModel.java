package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.Scorer;
import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.Output;

/**
 * A model of Tribuo's with what its inputs and outputs mean.
 *
 * @param <T> Tribuo's output
 * @param model the model
 * @param outputs what it predicts, of the data it was fitted on
 * @param standardisation of its features, where it wants them standardised
 * @param tolerance most that its scores and those of its scorer may differ
 */
record TribuoModel<T extends Output<T>>(
    Model<T> model,
    Outputs<T> outputs,
    Optional<Standardisation> standardisation,
    double tolerance) {
  /** Both reckon in double precision. */
  static final double DOUBLE_PRECISION = 1e-9;

  /** The first row on which the scorer differs, and how; empty when they agree on all. */
  Optional<String> difference(Scorer scorer, Dataset data, int[] rows) {
    TribuoRows<T> examples = new TribuoRows<>(data, outputs, standardisation);
    double[] row = new double[scorer.schema().features().size()];
    double[] scores = new double[scorer.schema().outputs()];
    for (int number : rows) {
      data.copyRow(number, row, 0);
      scorer.score(row, scores);
      Optional<String> difference =
          outputs.difference(
              scorer.schema(), scores, model.predict(examples.example(number)), tolerance);
      if (difference.isPresent()) {
        return difference.map(text -> "row " + number + ": " + text);
      }
    }
    return Optional.empty();
  }
}
