package dev.sundial.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.json.JsonReader;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactRef;
import dev.sundial.registry.ArtefactRole;
import dev.sundial.registry.Manifest;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryUnavailableException;
import dev.sundial.registry.TrainingCloud;
import dev.sundial.registry.TrainingInProgressException;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingHandlerTest {
  static final ModelName IRIS = new ModelName("iris");
  static final String DAILY = "{\"scheduledTime\":\"2026-11-20T03:15:00Z\"}";
  static final String YESTERDAY = "{\"scheduledTime\":\"2026-11-19T03:15:00Z\"}";
  private static final VersionId DAILY_VERSION = new VersionId("20261120T031500Z-b2d89f");

  private final TrainingCloud cloud = new TrainingCloud();
  private final Environment function = new Environment(cloud);

  @BeforeEach
  void shipIris() {
    cloud.put("iris/iris.csv", Environment.iris());
  }

  @Test
  void trainsIrisPromotesItAndAnnouncesIt() throws Exception {
    String answer = function.invoke(DAILY);
    assertThat(rounded(answer)).isEqualTo(golden("trained-iris.json"));
    assertThat(cloud.reader().pointer(IRIS).championVersion()).contains(DAILY_VERSION);
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1");
  }

  @Test
  void registersArtefactsThatPredictionCanRead() throws Exception {
    function.invoke(DAILY);
    ModelVersion version = cloud.reader().version(IRIS, DAILY_VERSION).orElseThrow();
    assertThat(version.manifest().key())
        .isEqualTo("models/iris/20261120T031500Z-b2d89f/1/manifest.json");
    Manifest manifest = Manifest.parse(cloud.store().read(version.manifest()));
    assertThat(manifest.artefacts())
        .extracting(ArtefactRef::role)
        .containsExactly(ArtefactRole.MODEL, ArtefactRole.SCORER, ArtefactRole.EVALUATION);
    Scorer scorer = ScorerFormat.read(cloud.store().read(version.scorer()));
    assertThat(manifest.schemaHash()).isEqualTo(scorer.schema().hash());
    double[] scores = new double[3];
    scorer.score(new double[] {5.1, 3.5, 1.4, 0.2}, scores);
    assertThat(scorer.schema().labels().get(Scorer.best(scores, 0, 3))).isEqualTo("setosa");
  }

  @Test
  void theManifestTellsWhereAVersionComesFrom() throws Exception {
    function.invoke(DAILY);
    ModelVersion version = cloud.reader().version(IRIS, DAILY_VERSION).orElseThrow();
    Manifest manifest = Manifest.parse(cloud.store().read(version.manifest()));
    assertThat(manifest.hyperparameters().keySet()).containsExactly("alpha", "epochs", "tolerance");
    assertThat(manifest.provenance().keySet())
        .containsExactly(
            "data",
            "task",
            "target",
            "features",
            "labels",
            "testFraction",
            "seed",
            "trainer",
            "askedHyperparameters",
            "standardisation",
            "attempt",
            "stepMillis",
            "durationMillis",
            "tribuo",
            "java");
    assertThat(manifest.provenance().get("data"))
        .extracting("sha256")
        .isEqualTo("b4de16f5417d97a9be08d25e10cc832659200359ff9682a3014adb195de8270e");
  }

  @Test
  void aCopyOfTheEventIsAnsweredWordForWordAndTrainsNothing() {
    String first = function.invoke(DAILY);
    cloud.advance(Duration.ofHours(25));
    assertThat(function.invoke(DAILY, "request-2", Environment.TIME_OUT)).isEqualTo(first);
    assertThat(cloud.reader().versions(IRIS, 10)).hasSize(1);
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1");
  }

  @Test
  void yesterdaysEventAfterTodaysIsSupersededAndThePointerStays() {
    function.invoke(DAILY);
    assertThat(Environment.ended(function.invoke(YESTERDAY, "late", Environment.TIME_OUT)))
        .isEqualTo("SUPERSEDED");
    assertThat(cloud.reader().pointer(IRIS).championVersion()).contains(DAILY_VERSION);
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1", "ModelHeld iris-2");
  }

  @Test
  void anEmptyEventIsAnAdHocRunOfTheInvocation() {
    TrainingAnswer answer =
        TrainingAnswer.fromJson(function.invoke("{}", "0f8e-1", Environment.TIME_OUT));
    assertThat(answer.runId()).isEqualTo(RunId.adHoc("0f8e-1"));
    assertThat(function.invoke("{}", "0f8e-1", Environment.TIME_OUT)).isEqualTo(answer.toJson());
    assertThat(
            TrainingAnswer.fromJson(function.invoke("{}", "0f8e-2", Environment.TIME_OUT))
                .version())
        .isNotEqualTo(answer.version());
  }

  @Test
  void theEventMayReplaceSeedTrainerAndHyperparameters() {
    String event =
        """
        {"requestId":"tuned","seed":7,"trainer":"cart","hyperparameters":{"maxDepth":2}}""";
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(event));
    ModelVersion version =
        cloud.reader().version(IRIS, answer.version().orElseThrow()).orElseThrow();
    Manifest manifest = Manifest.parse(cloud.store().read(version.manifest()));
    assertThat(manifest.provenance().get("trainer")).isEqualTo("cart");
    assertThat(manifest.provenance().get("seed")).hasToString("7");
    assertThat(manifest.hyperparameters().get("maxDepth")).hasToString("2");
  }

  @Test
  void theManifestSaysWhatWasChosenForWhatWasLeftOpen() {
    String event =
        """
        {"requestId":"open","trainer":"gradient-boosting","hyperparameters":{"rounds":7}}""";
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(event));
    ModelVersion version =
        cloud.reader().version(IRIS, answer.version().orElseThrow()).orElseThrow();
    Manifest manifest = Manifest.parse(cloud.store().read(version.manifest()));
    assertThat(manifest.hyperparameters())
        .hasToString(
            "{rounds=7, maxDepth=5, learningRate=0.1, subsample=0.7, featureFraction=0.8,"
                + " minChildWeight=1, lambda=1, gamma=0}");
    assertThat(manifest.provenance().get("askedHyperparameters"))
        .hasToString(
            "{rounds=7, maxDepth=0, learningRate=0, subsample=0.7, featureFraction=0,"
                + " minChildWeight=0, lambda=1, gamma=0}");
  }

  @Test
  void oneRunWithOneSeedGivesTheSameScorerInEveryEnvironment() {
    TrainingCloud other = new TrainingCloud();
    other.put("iris/iris.csv", Environment.iris());
    function.invoke(DAILY);
    new Environment(other).invoke(DAILY);
    assertThat(other.reader().version(IRIS, DAILY_VERSION).orElseThrow().scorer())
        .isEqualTo(cloud.reader().version(IRIS, DAILY_VERSION).orElseThrow().scorer());
  }

  @Test
  void aDeliveryThatMeetsTheLeaseIsTurnedAwayUntilItIsOver() {
    cloud.occupy(IRIS);
    assertThatThrownBy(() -> function.invoke(DAILY))
        .isInstanceOf(TrainingInProgressException.class);
    cloud.advance(Duration.ofSeconds(29));
    assertThatThrownBy(() -> function.invoke(DAILY))
        .isInstanceOf(TrainingInProgressException.class);
    cloud.advance(Duration.ofSeconds(1));
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
  }

  @Test
  void theNextRunNeedNotWaitForTheLease() {
    function.invoke(DAILY);
    assertThat(Environment.ended(function.invoke("{}", "next", Environment.TIME_OUT)))
        .isEqualTo("PROMOTED");
  }

  @Test
  void anEventTheBusDidNotTakeIsSentByTheRetry() {
    cloud.refuseEvents(1);
    assertThatThrownBy(() -> function.invoke(DAILY))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(cloud.announced()).isEmpty();
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1");
  }

  @Test
  void printsOneLineOfMetricsForARunThatEnded() {
    function.invoke(DAILY);
    function.invoke(DAILY);
    assertThat(function.log.stream().filter(line -> line.startsWith("{\"_aws\"")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"_aws\":{\"Timestamp\":1795144500000,\"CloudWatchMetrics\":[{\"Namespace\":"
                            + "\"Sundial\",\"Dimensions\":[[\"Stage\",\"Model\"]],\"Metrics\":["
                            + "{\"Name\":\"DataRows\",\"Unit\":\"Count\"},"
                            + "{\"Name\":\"TrainingFailures\",\"Unit\":\"Count\"}]}]},"
                            + "\"Stage\":\"local\",\"Model\":\"iris\",\"DataRows\":150.0,")
                    .contains("\"metrics\":{\"accuracy\":0.9")
                    .contains("\"outcome\":\"PROMOTED\"")
                    .contains("\"TrainingFailures\":0.0,"));
  }

  @Test
  void everyLineIsJson() {
    function.invoke("{", "bad", Environment.TIME_OUT);
    assertThat(function.log)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line).doesNotContain("\n");
              assertThat(JsonReader.read("line", line)).isNotNull();
            });
  }

  /** To six places: processors differ in the last digits of an exponential. */
  private static String rounded(String json) {
    return Pattern.compile("\\d\\.\\d{7,}")
        .matcher(json)
        .replaceAll(
            number ->
                new BigDecimal(number.group()).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
  }

  private static String golden(String name) throws Exception {
    return Files.readString(Path.of("src/test/resources/golden", name), StandardCharsets.UTF_8)
        .strip();
  }
}
