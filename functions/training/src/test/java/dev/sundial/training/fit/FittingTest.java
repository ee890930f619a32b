package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Partition;
import dev.sundial.dataset.Target;
import dev.sundial.evaluation.ClassificationEvaluation;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.evaluation.RegressionEvaluation;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.Task;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

class FittingTest {
  private static final long SEED = 42;

  @Test
  void overTenSeedsLogisticRegressionIsAsGoodOnIrisAsScikitLearn() throws Exception {
    assertThat(meanAccuracy(TrainerKind.LOGISTIC_REGRESSION)).isGreaterThan(0.967 - 0.026);
  }

  @Test
  void overTenSeedsATreeIsAsGoodOnIrisAsScikitLearn() throws Exception {
    assertThat(meanAccuracy(TrainerKind.CART)).isGreaterThan(0.960 - 0.025);
  }

  @Test
  void overTenSeedsLinearRegressionIsAsGoodOnIrisAsScikitLearn() throws Exception {
    assertThat(meanR2(TrainerKind.LINEAR_REGRESSION)).isGreaterThan(0.922 - 0.018);
  }

  @Test
  void overTenSeedsATreeOfNumbersIsAsGoodOnIrisAsScikitLearn() throws Exception {
    assertThat(meanR2(TrainerKind.CART)).isGreaterThan(0.892 - 0.018);
  }

  /** Every trainer with every task it can do. */
  static List<Arguments> trainers() {
    List<Arguments> trainers = new ArrayList<>();
    for (TrainerKind kind : TrainerKind.values()) {
      for (Task task : Task.values()) {
        if (kind.tasks().contains(task)) {
          trainers.add(Arguments.of(kind, task));
        }
      }
    }
    return trainers;
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theSameInputGivesTheSameScorer(TrainerKind kind, Task task) throws Exception {
    Dataset iris = iris(task);
    byte[] once = ScorerFormat.write(fit(kind, iris).scorer());
    assertThat(ScorerFormat.write(fit(kind, iris).scorer())).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theScorerSaysWhatTheModelSaysOnTenThousandRandomRows(TrainerKind kind, Task task)
      throws Exception {
    List<String> features = List.of("a", "b", "c", "d", "e");
    Dataset data = random(task, features, List.of("x", "y", "z"), 10_500, 11);
    FittedModel model =
        Fitting.of(kind)
            .fit(data, IntStream.range(0, 500).toArray(), TrainerSpec.defaults(kind), SEED);
    Scorer read = ScorerFormat.read(ScorerFormat.write(model.scorer()));
    assertThat(model.difference(read, data, IntStream.range(500, 10_500).toArray())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theScorerSaysWhatTheModelSaysWhateverTheNames(TrainerKind kind, Task task) throws Exception {
    List<String> features = List.of("zeta", "BIAS", "a,\"b\"\n", "🌸", "x@1", " alpha");
    List<String> labels = List.of("10", "9", "no, \"yes\"", "two\nlines", "🌸");
    assertAgree(kind, random(task, features, labels, 400, 1));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theScorerSaysWhatTheModelSaysOnHostileNumbers(TrainerKind kind, Task task) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    double[] special = {0, 1e100, -1e100, 1e-300, 4.9e-324, 0.3, 0.1 + 0.2, 1e15, 1e15 + 1};
    double[][] columns = new double[5][300];
    for (double[] column : columns) {
      Arrays.setAll(column, row -> special[random.nextInt(special.length)]);
    }
    Arrays.fill(columns[4], 0.1);
    Target target =
        switch (task) {
          case CLASSIFICATION ->
              new Target.Labels(
                  List.of("a", "b", "c"),
                  IntStream.range(0, 300).map(row -> random.nextInt(3)).toArray());
          case REGRESSION -> {
            double[] numbers = {0, 1e90, -1e90, 1e-300, 4.9e-324, 1e15};
            yield new Target.Numbers(
                IntStream.range(0, 300)
                    .mapToDouble(row -> numbers[random.nextInt(numbers.length)])
                    .toArray());
          }
        };
    assertAgree(kind, new Dataset(List.of("p", "q", "r", "s", "constant"), columns, "t", target));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC_REGRESSION", "CART", "RANDOM_FOREST", "GRADIENT_BOOSTING"})
  void aConstantColumnAloneGivesTheFrequencies(TrainerKind kind) throws Exception {
    double[][] column = {new double[100]};
    int[] ids = IntStream.range(0, 100).map(row -> row % 2).toArray();
    Dataset data =
        new Dataset(List.of("x"), column, "t", new Target.Labels(List.of("a", "b"), ids));
    assertAgree(kind, data);
    double[] scores = new double[2];
    fit(kind, data).scorer().score(new double[] {0}, scores);
    assertThat(scores[0]).isBetween(0.4, 0.6);
  }

  @Test
  void aTreeOfAConstantColumnAloneGivesTheMean() throws Exception {
    double[] values = {1e9, 1e9 + 1, 1e9 + 2, 1e9 + 5};
    Dataset data = new Dataset(List.of("x"), new double[1][4], "t", new Target.Numbers(values));
    double[] scores = new double[1];
    fit(TrainerKind.CART, data).scorer().score(new double[] {7}, scores);
    assertThat(scores[0]).isCloseTo(1e9 + 2, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void aDifferenceIsFoundAndTold(TrainerKind kind, Task task) throws Exception {
    Dataset iris = iris(task);
    FittedModel model = fit(kind, iris);
    Scorer other = Fitting.of(kind).fit(iris, everyOther(iris), weak(kind), SEED).scorer();
    int[] rows = IntStream.range(0, iris.rows()).toArray();
    assertThat(model.difference(model.scorer(), iris, rows)).isEmpty();
    assertThat(model.difference(other, iris, rows).orElseThrow())
        .startsWith("row ")
        .contains(": the scorer gives ");
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theModelsBytesAreAModelOfTheLibrary(TrainerKind kind, Task task) throws Exception {
    byte[] bytes = fit(kind, iris(task)).modelBytes();
    Model<?> model = Model.deserialize(ModelProto.parseFrom(new ByteArrayInputStream(bytes)));
    assertThat(model.getFeatureIDMap().size()).isEqualTo(iris(task).features().size());
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void anInterruptEndsAFitBeforeItBegins(TrainerKind kind, Task task) {
    Dataset data = random(task, List.of("a", "b", "c"), List.of("x", "y"), 2000, 5);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> fit(kind, data)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** The fit would go on for long; it is interrupted once its thread is seen at work. */
  @ParameterizedTest
  @MethodSource("trainers")
  void anInterruptEndsAFitInTheMiddle(TrainerKind kind, Task task) throws Exception {
    List<String> features = IntStream.range(0, 200).mapToObj(number -> "f" + number).toList();
    Dataset data = random(task, features, List.of("x", "y"), 15_000, 5);
    int[] rows = IntStream.range(0, data.rows()).toArray();
    List<Throwable> ends = new CopyOnWriteArrayList<>();
    Thread fit =
        new Thread(
            () -> {
              try {
                FittedModel unused = Fitting.of(kind).fit(data, rows, lasting(kind), SEED);
              } catch (CannotFitException | RuntimeException e) {
                ends.add(e);
              }
            });
    fit.start();
    while (!isAtWork(fit, kind)) {
      assertThat(fit.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    fit.interrupt();
    fit.join(Duration.ofMinutes(1));
    assertThat(ends).singleElement().isInstanceOf(CancellationException.class);
  }

  private static boolean isAtWork(Thread fit, TrainerKind kind) {
    Class<?> worker =
        switch (kind) {
          case LOGISTIC_REGRESSION -> SoftmaxLoss.class;
          case LINEAR_REGRESSION -> TriangularFactor.class;
          case CART -> SortedNode.class;
          case RANDOM_FOREST -> Cores.class;
          case GRADIENT_BOOSTING -> Booster.class;
        };
    return Arrays.stream(fit.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(worker.getName()));
  }

  private static TrainerSpec lasting(TrainerKind kind) {
    return switch (kind) {
      case LOGISTIC_REGRESSION ->
          with(kind, Map.of("alpha", 0.0, "epochs", 10_000.0, "tolerance", 1e-12));
      case LINEAR_REGRESSION -> with(kind, Map.of("alpha", 1e-9, "iterations", 10_000.0));
      case CART -> tree(64, 2);
      case RANDOM_FOREST -> with(kind, Map.of("trees", 1000.0));
      case GRADIENT_BOOSTING -> with(kind, Map.of("rounds", 2000.0));
    };
  }

  @Test
  void aTreeOfNumbersSaysWhatTheModelSays() throws Exception {
    Dataset data = numbers(2000, 1e9, 7);
    Partition parts = Partition.of(data.target(), 0.2, SEED);
    FittedModel model =
        Fitting.of(TrainerKind.CART)
            .fit(data, parts.training(), TrainerSpec.defaults(TrainerKind.CART), SEED);
    Scorer read = ScorerFormat.read(ScorerFormat.write(model.scorer()));
    assertThat(model.difference(read, data, parts.test())).isEmpty();
  }

  @Test
  void standardisesOnTheTrainingPartAlone() throws Exception {
    double[][] columns = {{1, 3, 1_000_000, 5, 5}, {7, 7, 7, 7, 8}};
    Target target = new Target.Labels(List.of("a", "b"), new int[] {0, 1, 0, 1, 0});
    Dataset data = new Dataset(List.of("x", "same"), columns, "t", target);
    Standardisation fitted = Standardisation.fit(data, new int[] {0, 1, 3});
    assertThat(fitted.mean()).containsExactly(3, 7);
    assertThat(fitted.scale()).containsExactly(Math.sqrt(8.0 / 3), 1);
  }

  @Test
  void roundingAloneIsNoVariance() {
    double[] column = new double[119];
    Arrays.fill(column, 0.1);
    Target target = new Target.Labels(List.of("a", "b"), new int[119]);
    Dataset data = new Dataset(List.of("x"), new double[][] {column}, "t", target);
    int[] rows = IntStream.range(0, 119).toArray();
    assertThat(Standardisation.fit(data, rows).scale()).containsExactly(1);
  }

  @Test
  void aTreeIsNoDeeperThanItMayBe() throws Exception {
    Dataset iris = iris(Task.CLASSIFICATION);
    for (int depth = 1; depth <= 3; depth++) {
      Scorer tree =
          Fitting.of(TrainerKind.CART).fit(iris, everyOther(iris), tree(depth, 2), SEED).scorer();
      assertThat(distinctScores(tree, iris)).isLessThanOrEqualTo(1 << depth);
    }
    assertThat(
            distinctScores(
                Fitting.of(TrainerKind.CART).fit(iris, everyOther(iris), tree(1, 2), SEED).scorer(),
                iris))
        .isEqualTo(2);
  }

  @Test
  void aNodeOfFewerRowsIsNotSplit() throws Exception {
    Dataset iris = iris(Task.CLASSIFICATION);
    int[] rows = IntStream.range(0, 150).toArray();
    Scorer whole = Fitting.of(TrainerKind.CART).fit(iris, rows, tree(12, 151), SEED).scorer();
    Scorer split = Fitting.of(TrainerKind.CART).fit(iris, rows, tree(12, 150), SEED).scorer();
    assertThat(distinctScores(whole, iris)).isEqualTo(1);
    assertThat(distinctScores(split, iris)).isEqualTo(2);
  }

  @Test
  void aTreeTellsNeighboursApartOnlyWhenThereIsANumberBetween() throws Exception {
    double a = 0.3;
    double b = Math.nextUp(a);
    double c = Math.nextUp(b);
    assertThat(leaves(a, b)).isEqualTo(1);
    assertThat(leaves(a, c)).isEqualTo(2);
    assertThat(leaves(0, Double.MIN_VALUE)).isEqualTo(1);
  }

  /** How many leaves a tree has that sees these two values with a label each. */
  private static long leaves(double one, double other) throws Exception {
    double[] column = new double[20];
    Arrays.setAll(column, row -> row % 2 == 0 ? one : other);
    int[] ids = IntStream.range(0, 20).map(row -> row % 2).toArray();
    Target target = new Target.Labels(List.of("a", "b"), ids);
    Dataset data = new Dataset(List.of("x"), new double[][] {column}, "t", target);
    return distinctScores(fit(TrainerKind.CART, data).scorer(), data);
  }

  private static double meanAccuracy(TrainerKind kind) throws Exception {
    Dataset iris = iris(Task.CLASSIFICATION);
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      sum += ((ClassificationEvaluation) evaluated(kind, iris, seed)).accuracy();
    }
    return sum / 10;
  }

  private static double meanR2(TrainerKind kind) throws Exception {
    Dataset iris = iris(Task.REGRESSION);
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      sum += ((RegressionEvaluation) evaluated(kind, iris, seed)).r2();
    }
    return sum / 10;
  }

  private static Evaluation evaluated(TrainerKind kind, Dataset data, long seed)
      throws CannotFitException {
    Partition parts = Partition.of(data.target(), 0.2, seed);
    FittedModel model =
        Fitting.of(kind).fit(data, parts.training(), TrainerSpec.defaults(kind), seed);
    return Evaluation.of(model.scorer(), data, parts.test());
  }

  private static void assertAgree(TrainerKind kind, Dataset data) throws Exception {
    Partition parts = Partition.of(data.target(), 0.2, SEED);
    FittedModel model =
        Fitting.of(kind).fit(data, parts.training(), TrainerSpec.defaults(kind), SEED);
    Scorer read = ScorerFormat.read(ScorerFormat.write(model.scorer()));
    assertThat(model.difference(read, data, parts.test())).isEmpty();
    assertThat(model.difference(read, data, parts.training())).isEmpty();
  }

  private static FittedModel fit(TrainerKind kind, Dataset data) throws CannotFitException {
    int[] rows = IntStream.range(0, data.rows()).toArray();
    return Fitting.of(kind).fit(data, rows, TrainerSpec.defaults(kind), SEED);
  }

  private static int[] everyOther(Dataset data) {
    return IntStream.range(0, data.rows()).filter(row -> row % 2 == 0).toArray();
  }

  private static TrainerSpec weak(TrainerKind kind) {
    return switch (kind) {
      case CART -> tree(1, 2);
      case RANDOM_FOREST -> with(kind, Map.of("trees", 2.0, "maxDepth", 1.0));
      case GRADIENT_BOOSTING -> with(kind, Map.of("rounds", 1.0, "maxDepth", 1.0));
      case LINEAR_REGRESSION -> with(kind, Map.of("alpha", 0.5));
      case LOGISTIC_REGRESSION -> with(kind, Map.of("epochs", 1.0));
    };
  }

  private static TrainerSpec tree(int maxDepth, int minSplitRows) {
    return with(
        TrainerKind.CART,
        Map.of("maxDepth", (double) maxDepth, "minSplitRows", (double) minSplitRows));
  }

  private static TrainerSpec with(TrainerKind kind, Map<String, Double> values) {
    Map<String, Double> all = new LinkedHashMap<>(TrainerSpec.defaults(kind).hyperparameters());
    all.putAll(values);
    return new TrainerSpec(kind, all);
  }

  private static long distinctScores(Scorer scorer, Dataset data) {
    double[] row = new double[data.features().size()];
    return IntStream.range(0, data.rows())
        .mapToObj(
            number -> {
              double[] scores = new double[scorer.schema().outputs()];
              data.copyRow(number, row, 0);
              scorer.score(row, scores);
              return Arrays.toString(scores);
            })
        .distinct()
        .count();
  }

  private static Dataset random(
      Task task, List<String> features, List<String> labels, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[features.size()][rows];
    for (double[] column : columns) {
      Arrays.setAll(column, row -> random.nextDouble(-100, 100));
    }
    Target target =
        switch (task) {
          case CLASSIFICATION ->
              new Target.Labels(
                  labels,
                  IntStream.range(0, rows).map(row -> random.nextInt(labels.size())).toArray());
          case REGRESSION ->
              new Target.Numbers(
                  IntStream.range(0, rows)
                      .mapToDouble(row -> columns[0][row] + random.nextDouble(-1e6, 1e6))
                      .toArray());
        };
    return new Dataset(features, columns, "target", target);
  }

  /** A regression on 3 features whose target lies around a large number. */
  private static Dataset numbers(int rows, double around, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[3][rows];
    for (double[] column : columns) {
      Arrays.setAll(column, row -> random.nextDouble(-1, 1));
    }
    double[] target = new double[rows];
    Arrays.setAll(
        target, row -> around + 10 * columns[0][row] - 5 * columns[1][row] * columns[2][row]);
    return new Dataset(List.of("a", "b", "c"), columns, "y", new Target.Numbers(target));
  }

  /** The flowers: their species, or the petal's width from the other three measures. */
  private static Dataset iris(Task task) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../../localstack/data/iris/iris.csv"));
    List<String> header = List.of(lines.getFirst().split(","));
    double[][] columns = new double[4][150];
    List<String> labels = new ArrayList<>();
    for (int row = 0; row < 150; row++) {
      String[] fields = lines.get(row + 1).split(",");
      for (int feature = 0; feature < 4; feature++) {
        columns[feature][row] = Double.parseDouble(fields[feature]);
      }
      labels.add(fields[4]);
    }
    List<String> names = labels.stream().distinct().sorted().toList();
    return switch (task) {
      case CLASSIFICATION ->
          new Dataset(
              header.subList(0, 4),
              columns,
              "species",
              new Target.Labels(names, labels.stream().mapToInt(names::indexOf).toArray()));
      case REGRESSION ->
          new Dataset(
              header.subList(0, 3),
              Arrays.copyOf(columns, 3),
              header.get(3),
              new Target.Numbers(columns[3]));
    };
  }
}
