package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;

/** One way to fit a model to rows. Stateless: every fit makes a trainer of its own. */
public sealed interface Fitting
    permits LogisticRegression, LinearRegression, CartTree, RandomForest, GradientBoosting {

  /** What fits a trainer kind. */
  static Fitting of(TrainerKind kind) {
    TribuoLogs.quiet();
    return switch (kind) {
      case LOGISTIC_REGRESSION -> new LogisticRegression();
      case LINEAR_REGRESSION -> new LinearRegression();
      case CART -> new CartTree();
      case RANDOM_FOREST -> new RandomForest();
      case GRADIENT_BOOSTING -> new GradientBoosting();
    };
  }

  /**
   * Fits a model; the same input gives the same scorer.
   *
   * @param rows numbers of the rows of the training part
   * @param spec of this kind
   * @param seed of everything left to chance
   * @throws CannotFitException when retrying does not help
   * @throws java.util.concurrent.CancellationException soon after this thread was interrupted
   */
  FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed) throws CannotFitException;
}
