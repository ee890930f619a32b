package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Partition;
import dev.sundial.dataset.Target;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.metrics.Metric;
import dev.sundial.registry.Manifest;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.TrainingCloud;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model predicts a flower's petal width from its other measures. */
class RegressionRunTest {
  private static final String SPEC =
      """
      {"name":"iris","task":"regression","target":"petal width (cm)",\
      "features":["sepal length (cm)","sepal width (cm)","petal length (cm)"],\
      "trainer":{"name":"linear-regression"},"promotion":{"policy":"best"}}""";
  private static final String POOR =
      """
      {"requestId":"poor","trainer":"cart","hyperparameters":{"maxDepth":1}}""";

  private final TrainingCloud cloud = new TrainingCloud();
  private final Environment function = new Environment(cloud, SPEC, cloud.clients());

  @BeforeEach
  void shipIris() {
    cloud.put("iris/iris.csv", Environment.iris());
  }

  @Test
  void tellsTheErrorsOfBothParts() {
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(DAILY));
    assertThat(answer.outcome()).isEqualTo(TrainingAnswer.Outcome.PROMOTED);
    Map<String, Double> metrics = answer.metrics();
    assertThat(metrics.keySet())
        .containsExactly(
            "rmse",
            "mae",
            "r2",
            "trainingRmse",
            "trainingMae",
            "trainingR2",
            "trainingRows",
            "testRows");
    assertThat(metrics.get("trainingRows")).isEqualTo(120);
    assertThat(metrics.get("rmse")).isCloseTo(0.2, within(0.05));
    assertThat(metrics.get("r2")).isBetween(0.88, 0.97);
    assertThat(metrics.get("mae")).isLessThan(metrics.get("rmse"));
  }

  @Test
  void printsTheMetricsOfARegression() {
    function.invoke(DAILY);
    String line =
        function.log.stream()
            .filter(text -> text.startsWith("{\"_aws\""))
            .findFirst()
            .orElseThrow();
    for (Metric metric : Metric.values()) {
      boolean expected = metric == Metric.DATA_ROWS || metric == Metric.TRAINING_FAILURES;
      assertThat(line.contains("\"" + metric.metricName() + "\":")).isEqualTo(expected);
    }
  }

  @Test
  void theManifestTellsHowTheTargetWasStandardised() throws Exception {
    function.invoke(DAILY);
    ModelVersion version = cloud.reader().versions(IRIS, 1).getFirst();
    Manifest manifest = Manifest.parse(cloud.store().read(version.manifest()));
    assertThat(manifest.provenance()).containsKeys("standardisation", "targetStandardisation");
    assertThat(manifest.provenance()).containsEntry("task", "regression");
    assertThat(manifest.hyperparameters().keySet())
        .containsExactly("alpha", "l1Ratio", "iterations");
    Scorer scorer = ScorerFormat.read(cloud.store().read(version.scorer()));
    double[] width = new double[1];
    scorer.score(new double[] {6.3, 3.3, 6.0}, width);
    assertThat(width[0]).isCloseTo(2.2, within(0.3));
  }

  @Test
  void holdsAHigherErrorAndPromotesATie() {
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("HELD worse");
    assertThat(Environment.ended(function.invoke("{\"requestId\":\"same\"}")))
        .isEqualTo("PROMOTED");
  }

  @Test
  void promotesALowerError() {
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("PROMOTED");
    assertThat(Environment.ended(function.invoke("{\"requestId\":\"better\"}")))
        .isEqualTo("PROMOTED");
  }

  @Test
  void promotesOverAChampionOfAnotherTask() {
    assertThat(Environment.ended(new Environment(cloud).invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(Environment.ended(function.invoke(POOR)))
        .isEqualTo("PROMOTED the champion could not be scored: it is of a classification");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN      | :3: column \"petal width (cm)\": must be a decimal number, was \"NaN\"",
        "Infinity | :3: column \"petal width (cm)\": must be a decimal number, was \"Infinity\"",
        "setosa   | :3: column \"petal width (cm)\": must be a decimal number, was \"setosa\"",
        "1e400    | :3: column \"petal width (cm)\": must not exceed",
        "''       | :3: column \"petal width (cm)\": has no value"
      })
  void aTargetThatIsNoNumberIsNamed(String value, String message) {
    String data = new String(Environment.iris(), StandardCharsets.UTF_8);
    cloud.put("iris/iris.csv", data.replaceFirst("4.9,3.0,1.4,0.2", "4.9,3.0,1.4," + value));
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(DAILY));
    assertThat(answer.reason()).isEqualTo("bad-data");
    assertThat(answer.message()).startsWith("s3://data/iris/iris.csv" + message);
  }

  @Test
  void aConstantTargetIsNamed() {
    String data = new String(Environment.iris(), StandardCharsets.UTF_8);
    cloud.put("iris/iris.csv", data.replaceAll(",[0-9.]+,([a-z])", ",0.2,$1"));
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(DAILY));
    assertThat(answer.reason()).isEqualTo("bad-data");
    assertThat(answer.message())
        .isEqualTo(
            "s3://data/iris/iris.csv: column \"petal width (cm)\": is 0.2 in every row; nothing can"
                + " be learned");
  }

  @Test
  void aTargetThatVariesInTheTestPartAloneIsSaidByItsMean() throws Exception {
    int only = Partition.of(new Target.Numbers(new double[10]), 0.2, 42).test()[0];
    StringBuilder csv =
        new StringBuilder(
            "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm)\n");
    for (int row = 0; row < 10; row++) {
      csv.append(row).append(",1,1,").append(row == only ? 2 : 1).append('\n');
    }
    cloud.put("iris/iris.csv", csv.toString());
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(DAILY));
    ModelVersion version =
        cloud.reader().version(IRIS, answer.version().orElseThrow()).orElseThrow();
    double[] mean = new double[1];
    ScorerFormat.read(cloud.store().read(version.scorer())).score(new double[] {3, 1, 1}, mean);
    assertThat(mean[0]).isEqualTo(1);
  }
}
