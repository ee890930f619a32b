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
      Code.JAVA,
      Set.of(Task.CLASSIFICATION),
      List.of(
          Hyperparameter.real("alpha", 0.3, 0, 1e6, "strength of the penalty on squared weights"),
          Hyperparameter.whole("epochs", 100, 1, 10_000, "most passes over the training part"),
          Hyperparameter.real(
              "tolerance",
              1e-4,
              1e-12,
              1,
              "converged where no derivative of the mean loss is greater"))),

  /** Linear regression with an elastic net; features and target are standardised. */
  LINEAR_REGRESSION(
      "linear-regression",
      Code.JAVA,
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
      Code.JAVA,
      Set.of(Task.CLASSIFICATION, Task.REGRESSION),
      List.of(
          Hyperparameter.whole("maxDepth", 12, 1, 64, "deepest level of a leaf"),
          Hyperparameter.whole("minSplitRows", 2, 2, 1_000_000, "fewest rows a split parts"))),

  /** Many decision trees on random parts of rows and features, averaged. */
  RANDOM_FOREST(
      "random-forest",
      Code.JAVA,
      Set.of(Task.CLASSIFICATION, Task.REGRESSION),
      List.of(
          Hyperparameter.whole("trees", 100, 2, 1000, "how many are averaged"),
          Hyperparameter.whole("maxDepth", 32, 1, 32, "deepest level of a leaf"),
          Hyperparameter.whole(
              "minLeafRows", 0, 0, 1_000_000, "fewest rows in a leaf; 0 chooses by the rows"),
          Hyperparameter.real(
              "featureFraction",
              0,
              0,
              1,
              "share of the features a split chooses from; 0 is the square root of their number for"
                  + " classification, all of them for regression"))),

  /** Trees that correct each other, by XGBoost. */
  GRADIENT_BOOSTING(
      "gradient-boosting",
      Code.X86,
      Set.of(Task.CLASSIFICATION, Task.REGRESSION),
      List.of(
          Hyperparameter.whole(
              "rounds",
              0,
              0,
              2000,
              "trees for each label, or for the number; 0 chooses by the rows"),
          Hyperparameter.whole(
              "maxDepth", 0, 0, 12, "deepest level of a leaf; 0 chooses by the rows"),
          Hyperparameter.real(
              "learningRate", 0, 0, 1, "share of a tree that is added; 0 chooses by the rows"),
          Hyperparameter.real("subsample", 0.7, 0.05, 1, "share of the rows that a tree sees"),
          Hyperparameter.real(
              "featureFraction",
              0,
              0,
              1,
              "share of the features a split chooses from; 0 is 0.8 of them for classification,"
                  + " all of them for regression"),
          Hyperparameter.real(
              "minChildWeight",
              0,
              0,
              1e6,
              "least second derivative of the loss in a leaf, for regression its rows; 0 chooses by"
                  + " the rows"),
          Hyperparameter.real("lambda", 1, 0, 1e6, "penalty on squared leaf values"),
          Hyperparameter.real("gamma", 0, 0, 1e6, "least gain of a split")));

  /** What a trainer fits with. */
  private enum Code {
    JAVA,
    /** Native code that there is for x86-64 alone. */
    X86
  }

  private final String id;
  private final Code code;
  private final Set<Task> tasks;
  private final List<Hyperparameter> hyperparameters;

  TrainerKind(String id, Code code, Set<Task> tasks, List<Hyperparameter> hyperparameters) {
    this.id = id;
    this.code = code;
    this.tasks = tasks;
    this.hyperparameters = hyperparameters;
  }

  /** As written in a spec. */
  public String id() {
    return id;
  }

  /** Whether it fits with native code that there is for x86-64 alone; predicting needs none. */
  public boolean needsX86() {
    return code == Code.X86;
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
