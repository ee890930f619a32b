package dev.sundial.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trainers a spec can name, the tasks each can do, and its hyperparameters with their defaults.
 */
public enum TrainerKind {
  /** Multinomial logistic regression with a ridge penalty; features are standardised. */
  LOGISTIC_REGRESSION(
      "logistic-regression",
      Set.of(Task.CLASSIFICATION),
      List.of(
          Hyperparameter.real("alpha", 0.3, 0, 1e6, "strength of the penalty on squared weights"),
          Hyperparameter.whole("epochs", 100, 1, 10_000, "most passes over the training part"),
          Hyperparameter.real(
              "tolerance",
              1e-5,
              1e-12,
              1,
              "converged where no derivative of the mean loss is greater"))),

  /** Linear regression with an elastic net; features and target are standardised. */
  LINEAR_REGRESSION(
      "linear-regression",
      Set.of(Task.REGRESSION),
      List.of(
          Hyperparameter.real(
              "alpha", 0, 0, 1000, "strength of the penalty; 0 is ordinary least squares"),
          Hyperparameter.real(
              "l1Ratio",
              0.5,
              0,
              1,
              "share of the penalty on absolute weights, the rest on squares"),
          Hyperparameter.whole("iterations", 1000, 1, 10_000, "most sweeps over the features"))),

  /** A decision tree by CART, split on the Gini index or the squared error. */
  CART(
      "cart",
      Set.of(Task.CLASSIFICATION, Task.REGRESSION),
      List.of(
          Hyperparameter.whole("maxDepth", 12, 1, 64, "deepest level of a leaf"),
          Hyperparameter.whole("minSplitRows", 2, 2, 1_000_000, "fewest rows a split parts")));

  private final String id;
  private final Set<Task> tasks;
  private final List<Hyperparameter> hyperparameters;

  TrainerKind(String id, Set<Task> tasks, List<Hyperparameter> hyperparameters) {
    this.id = id;
    this.tasks = tasks;
    this.hyperparameters = hyperparameters;
  }

  /** As written in a spec. */
  public String id() {
    return id;
  }

  public Set<Task> tasks() {
    return tasks;
  }

  public List<Hyperparameter> hyperparameters() {
    return hyperparameters;
  }

  public static TrainerKind parse(String id) {
    for (TrainerKind kind : values()) {
      if (kind.id.equals(id)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + Arrays.stream(values()).map(TrainerKind::id).collect(Collectors.joining(", ")));
  }
}
