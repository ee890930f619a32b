package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import java.util.Optional;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;

/**
 * What is predicted, as Tribuo holds it: the one place, beside the trainers, where the tasks
 * differ.
 *
 * @param <T> Tribuo's output
 */
sealed interface Outputs<T extends Output<T>> permits LabelOutputs, NumberOutputs {

  OutputFactory<T> factory();

  /** The output that a row of the data has. */
  T of(int row);

  /**
   * Compares scores with what the model predicts.
   *
   * @param scores length {@link FeatureSchema#outputs}
   * @param tolerance most that two scores may differ and still be the same
   * @return the difference; empty when they agree
   */
  Optional<String> difference(
      FeatureSchema schema, double[] scores, Prediction<T> expected, double tolerance);

  /** A classification's labels. */
  static LabelOutputs labels(Dataset data) throws CannotFitException {
    return switch (data.target()) {
      case Target.Labels labels -> new LabelOutputs(labels);
      case Target.Numbers numbers ->
          throw new IllegalArgumentException("data must be a classification");
    };
  }

  /** A regression's numbers, standardised on some of the rows. */
  static NumberOutputs numbers(Dataset data, int[] rows) throws CannotFitException {
    return switch (data.target()) {
      case Target.Numbers numbers -> NumberOutputs.fit(numbers, rows);
      case Target.Labels labels -> throw new IllegalArgumentException("data must be a regression");
    };
  }
}
