package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.WatchedRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class ProbeHandlerTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final ModelName SOLAR = new ModelName("solar");
  private static final Instant START = WatchedRegistry.START;
  private static final Map<String, Double> GOOD =
      Map.of("accuracy", 0.96, "trainingAccuracy", 0.98, "logLoss", 0.1);
  private static final String HALF_PAST =
      "{\"action\":\"probe\",\"scheduledTime\":\"2026-11-20T03:30:00Z\"}";
  private static final String ON_THE_HOUR =
      "{\"action\":\"probe\",\"scheduledTime\":\"2026-11-20T04:00:00Z\",\"everyMinutes\":5}";
  private static final String FIVE_PAST = ON_THE_HOUR.replace("04:00", "04:05");

  private final Aws aws = new Aws();
  private final List<String> log = new ArrayList<>();
  private final ProbeHandler probe = probe("{\"iris\":{}}");

  @BeforeEach
  void deploy() {
    for (String model : List.of("iris", "solar")) {
      deployQueues(model);
      aws.stacks.put("sundial-local-" + model + "-model", START);
    }
    aws.queues.put("sundial-local-slack-failures", List.of(0, 0, 0));
  }

  @Test
  void tellsAgeAndQualityOfTheNewestVersionInOneLine() {
    ModelVersion version = aws.registry.trained(IRIS, START, GOOD);
    aws.data.put("iris/one.csv", START.minus(Duration.ofHours(48)));
    aws.data.put("iris/two.CSV.gz", START.minus(Duration.ofHours(3)));
    aws.data.put("iris/readme.txt", START);
    aws.data.put("irises/other.csv", START);
    aws.queues.put("sundial-local-iris-training-failures", List.of(2, 1, 4));
    aws.registry.advance(Duration.ofHours(36).plusMinutes(1).minusSeconds(1));
    assertThat(invoke(probe, HALF_PAST)).isEqualTo("{\"models\":1,\"predictions\":1}");
    assertThat(gauges(line("iris")))
        .isEqualTo(
            Map.of(
                "ModelAgeHours", 36 + 59 / 3600.0,
                "OverdueHours", 12 + 59 / 3600.0,
                "TrainingAccuracy", 0.98,
                "TestAccuracy", 0.96,
                "WeekAccuracy", 0.96,
                "DataAgeHours", 39 + 59 / 3600.0,
                "TrainingFailuresWaiting", 7.0,
                "ScheduleFailuresWaiting", 0.0));
    assertThat(text(line("iris"), "newestVersion")).isEqualTo(version.id().value());
    assertThat(text(line("iris"), "champion")).isEqualTo(version.id().value());
  }

  @Test
  void tellsARegressionByItsOwnMetrics() {
    ProbeHandler solar =
        probe("{\"solar\":{\"task\":\"regression\",\"expectEvery\":\"PT6H\",\"prefix\":\"sun/\"}}");
    aws.registry.trained(
        SOLAR, START, Map.of("rmse", 2.5, "trainingRmse", 1.5, "r2", 0.5, "mae", 1.0));
    aws.data.put("sun/a.ndjson", START);
    aws.registry.advance(Duration.ofHours(1));
    invoke(solar, HALF_PAST);
    assertThat(gauges(line("solar")))
        .containsEntry("TestRmse", 2.5)
        .containsEntry("TrainingRmse", 1.5)
        .containsEntry("TestR2", 0.5)
        .containsEntry("WeekR2", 0.5)
        .containsEntry("OverdueHours", -5.0)
        .containsEntry("DataAgeHours", 1.0)
        .doesNotContainKeys("TestAccuracy", "TrainingAccuracy", "WeekAccuracy");
  }

  @Test
  void countsFromTheStacksCreationUntilTheFirstVersionAndAsksOnce() {
    ProbeHandler patient = probe("{\"iris\":{\"grace\":\"PT2H\"}}");
    aws.registry.advance(Duration.ofHours(1));
    invoke(patient, HALF_PAST);
    assertThat(gauges(line("iris")))
        .containsEntry("ModelAgeHours", 0.0)
        .containsEntry("OverdueHours", -25.0)
        .doesNotContainKey("TestAccuracy")
        .doesNotContainKey("DataAgeHours");
    aws.registry.advance(Duration.ofHours(30));
    invoke(patient, HALF_PAST);
    assertThat(gauges(line("iris")))
        .containsEntry("ModelAgeHours", 29.0)
        .containsEntry("OverdueHours", 5.0);
    assertThat(aws.calls).containsOnlyOnce("DescribeStacks sundial-local-iris-model");
  }

  @Test
  void tellsTheMeanOfAWeekAndOfTheNewestAloneWhenNoneIsThatYoung() {
    for (int day = 0; day < 9; day++) {
      aws.registry.trained(
          IRIS,
          aws.registry.clock().instant(),
          Map.of("accuracy", day < 2 ? 0.1 : 0.5 + day / 100.0));
      aws.registry.advance(Duration.ofDays(1));
    }
    // Now is day 9: the versions of days 2 to 8 are at most seven days old.
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris")).get("WeekAccuracy"))
        .isCloseTo(0.55, org.assertj.core.data.Offset.offset(1e-12));
    aws.registry.advance(Duration.ofSeconds(1));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris")).get("WeekAccuracy"))
        .isCloseTo(0.555, org.assertj.core.data.Offset.offset(1e-12));
    aws.registry.advance(Duration.ofDays(30));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris"))).containsEntry("WeekAccuracy", 0.58);
  }

  @Test
  void aLateRunIsASuccessfulRunAndNoNewerVersion() {
    aws.registry.trained(IRIS, START, GOOD);
    aws.registry.advance(Duration.ofHours(10));
    aws.registry.trained(IRIS, START.minus(Duration.ofDays(1)), GOOD);
    aws.registry.advance(Duration.ofHours(1));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris")))
        .containsEntry("ModelAgeHours", 11.0)
        .containsEntry("OverdueHours", -23.0);
  }

  @Test
  void leavesOutWhatItCannotReadAndFailsWhenAllTheRestIsTold() {
    ProbeHandler both = probe("{\"iris\":{},\"solar\":{}}");
    aws.queues.remove("sundial-local-iris-training-failures");
    aws.queues.remove("sundial-local-slack-failures");
    aws.registry.trained(SOLAR, START, GOOD);
    assertThatThrownBy(() -> invoke(both, HALF_PAST))
        .isExactlyInstanceOf(IncompleteException.class)
        .hasMessageContainingAll(
            "sundial-local-iris-training-failures: there is no such queue, but the model's stack",
            "sundial-local-slack-failures: there is no such queue");
    assertThat(gauges(line("iris")))
        .containsOnlyKeys("ModelAgeHours", "OverdueHours", "ScheduleFailuresWaiting");
    assertThat(gauges(line("solar"))).containsKeys("ModelAgeHours", "TrainingFailuresWaiting");
  }

  @Test
  void looksAtTenPagesOfDataAndSaysThatThereAreMore() {
    aws.registry.trained(IRIS, START, GOOD);
    aws.pageSize = 2;
    for (int i = 0; i < 20; i++) {
      aws.data.put("iris/%02d.csv".formatted(i), START.minus(Duration.ofHours(i)));
    }
    invoke(probe, HALF_PAST);
    assertThat(line("iris").fields()).doesNotContainKey("dataObjectsNotListed");
    aws.data.put("iris/99.csv", START.plus(Duration.ofHours(1)));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris"))).containsEntry("DataAgeHours", 0.0);
    assertThat(line("iris").fields()).containsKey("dataObjectsNotListed");
  }

  @Test
  void announcesWhatWasNotAnnounced() {
    aws.registry.trained(IRIS, START, GOOD);
    aws.registry.refuseEvents(1);
    assertThatThrownBy(() -> invoke(probe, HALF_PAST)).hasMessageStartingWith("iris: outbox: ");
    assertThat(aws.registry.announced()).isEmpty();
    invoke(probe, HALF_PAST);
    invoke(probe, HALF_PAST);
    assertThat(aws.registry.announced()).containsExactly("ModelPromoted");
  }

  @Test
  void predictsOnceAnHourWithASignedRequestOfEveryFeature() throws Exception {
    String version = aws.registry.trained(IRIS, START, GOOD).id().value();
    aws.answers.add(Aws.answer(200, version));
    assertThat(invoke(probe, ON_THE_HOUR)).contains("\"predictions\":1");
    assertThat(invoke(probe, FIVE_PAST)).contains("\"predictions\":0");
    assertThat(aws.predictions).hasSize(1);
    HttpExecuteRequest request = aws.predictions.getFirst();
    assertThat(request.httpRequest().getUri())
        .hasToString("https://abc.execute-api.us-east-1.amazonaws.com/local/models/iris/predict");
    assertThat(request.httpRequest().firstMatchingHeader("Authorization").orElseThrow())
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/us-east-1/execute-api/aws4_request,");
    assertThat(
            new String(
                request.contentStreamProvider().orElseThrow().newStream().readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"petal \\\"length\\\"\":0,\"width\":0}");
    aws.answers.add(Aws.answer(200, version));
    invoke(probe, ON_THE_HOUR.replace("04:00", "05:00"));
    assertThat(aws.predictions).hasSize(2);
  }

  @Test
  void looksAtEveryModelBeforeItWaitsForAPrediction() {
    aws.registry.trained(IRIS, START, GOOD);
    aws.answers.add(
        Aws.answer(200, aws.registry.trained(IRIS, START.plusSeconds(1), GOOD).id().value()));
    invoke(probe("{\"iris\":{},\"solar\":{}}"), ON_THE_HOUR);
    assertThat(aws.calls).containsSubsequence("ListObjectsV2 solar/", "Predict");
  }

  @Test
  void predictsNothingForAModelThatServesNothing() {
    assertThat(invoke(probe, ON_THE_HOUR)).contains("\"predictions\":0");
    assertThat(aws.predictions).isEmpty();
  }

  @Test
  void repeatsAPredictionAtEveryLookUntilItIsRight() {
    String version = aws.registry.trained(IRIS, START, GOOD).id().value();
    aws.apiIsGone = true;
    assertThatThrownBy(() -> invoke(probe, at("04:00")))
        .hasMessage(
            "iris: prediction by "
                + version
                + ": no answer: java.io.IOException: Connection refused");
    assertThat(gauges(line("iris"))).containsKey("ModelAgeHours");
    aws.apiIsGone = false;
    aws.answers.add(Aws.answer(403, ""));
    assertThatThrownBy(() -> invoke(probe, at("04:05"))).hasMessageContaining("answered 403");
    aws.answers.add(Aws.answer(503, ""));
    assertThatThrownBy(() -> invoke(probe, at("04:10")))
        .hasMessageEndingWith("answered 503 the body");
    aws.answers.add(
        Aws.answer(200, version).toBuilder().putHeader("x-model-stale", "true").build());
    assertThatThrownBy(() -> invoke(probe, at("04:15")))
        .hasMessageEndingWith("answered by " + version + ", which is stale");
    aws.answers.add(Aws.answer(200, version));
    assertThat(invoke(probe, at("04:20"))).contains("\"predictions\":1");
    assertThat(invoke(probe, at("04:25"))).contains("\"predictions\":0");
  }

  @Test
  void repeatsOnlyThePredictionOfTheModelThatIsWrong() {
    ProbeHandler both = probe("{\"iris\":{},\"solar\":{}}");
    String iris = aws.registry.trained(IRIS, START, GOOD).id().value();
    aws.registry.trained(SOLAR, START, GOOD);
    // At midnight the first look of the day begins with iris.
    aws.answers.addAll(List.of(Aws.answer(200, iris), Aws.answer(503, "")));
    assertThatThrownBy(() -> invoke(both, at("00:00"))).hasMessageStartingWith("solar: prediction");
    aws.answers.add(Aws.answer(503, ""));
    assertThatThrownBy(() -> invoke(both, at("00:05"))).hasMessageStartingWith("solar: prediction");
    assertThat(aws.predictions).hasSize(3);
    assertThat(aws.predictions.getLast().httpRequest().getUri().getPath()).contains("/solar/");
  }

  @Test
  void aModelThatIsNotDeployedIsAStateAndNoTrouble() {
    ProbeHandler patient = probe("{\"iris\":{\"expectEvery\":\"PT12H\"}}");
    undeploy("iris");
    aws.registry.advance(Duration.ofDays(9));
    assertThat(invoke(patient, HALF_PAST)).isEqualTo("{\"models\":1,\"predictions\":0}");
    assertThat(gauges(line("iris"))).isEqualTo(Map.of("ModelAgeHours", 0.0, "OverdueHours", -12.0));
    assertThat(text(line("iris"), "stack")).isEqualTo("absent");
    assertThat(aws.calls).containsOnlyOnce("DescribeStacks sundial-local-iris-model");
  }

  @Test
  void aModelThatIsNoLongerDeployedIsNotExpectedToTrain() {
    invoke(probe, HALF_PAST);
    undeploy("iris");
    aws.registry.advance(Duration.ofDays(9));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris"))).isEqualTo(Map.of("ModelAgeHours", 0.0, "OverdueHours", -24.0));
    aws.stacks.put("sundial-local-iris-model", aws.registry.clock().instant());
    aws.registry.advance(Duration.ofHours(30));
    deployQueues("iris");
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris"))).containsEntry("ModelAgeHours", 30.0);
  }

  @Test
  void aStackThatIsBeingMadeNeedHaveNoQueuesYet() {
    aws.queues.remove("sundial-local-iris-training-failures");
    aws.stackStatus = StackStatus.CREATE_IN_PROGRESS;
    aws.registry.advance(Duration.ofHours(1));
    invoke(probe, HALF_PAST);
    assertThat(gauges(line("iris"))).containsEntry("ModelAgeHours", 1.0);
    aws.stackStatus = StackStatus.CREATE_COMPLETE;
    assertThatThrownBy(() -> invoke(probe, HALF_PAST))
        .hasMessage(
            "sundial-local-iris-training-failures: there is no such queue, but the model's stack");
  }

  @Test
  void whatCloudFormationDoesNotSayIsNotTakenForAnAbsentStack() {
    undeploy("iris");
    aws.stackError = "Throttling";
    assertThatThrownBy(() -> invoke(probe, HALF_PAST)).hasMessageStartingWith("iris: stack: ");
    assertThat(log).noneMatch(line -> line.startsWith("{\"_aws\""));
  }

  @Test
  void tellsEveryModelBeforeItAnnouncesAndAnnouncesBeforeItPredicts() {
    ProbeHandler both = probe("{\"iris\":{},\"solar\":{}}");
    aws.registry.trained(IRIS, START, GOOD);
    aws.registry.trained(SOLAR, START, GOOD);
    List<String> order = new ArrayList<>();
    aws.watcher =
        call -> {
          if (call.startsWith("ListObjects") || call.equals("Predict")) {
            order.add(call + " after " + log.size() + " lines");
          }
        };
    aws.apiIsGone = true;
    assertThatThrownBy(() -> invoke(both, at("00:00"))).hasMessageContaining("Connection refused");
    assertThat(order)
        .startsWith("ListObjectsV2 iris/ after 0 lines", "ListObjectsV2 solar/ after 1 lines")
        .element(2)
        .isEqualTo("Predict after 4 lines");
    assertThat(log.subList(0, 2)).allMatch(line -> line.startsWith("{\"_aws\""));
    assertThat(log.subList(2, 4)).allMatch(line -> line.contains("\"announced\""));
    assertThat(aws.calls)
        .containsSubsequence(
            "GetQueueAttributes sundial-local-solar-schedule-failures", "ListObjectsV2 iris/");
  }

  @Test
  void beginsAtAnotherModelWithEachLookOfTheDay() {
    ProbeHandler both = probe("{\"iris\":{},\"solar\":{}}");
    for (String time : List.of("00:00", "00:05", "00:10", "00:14")) {
      invoke(both, at(time));
    }
    assertThat(log.stream().filter(line -> line.startsWith("{\"_aws\"")))
        .extracting(line -> line.contains("\"Model\":\"iris\"") ? "iris" : "solar")
        .containsExactly("iris", "solar", "solar", "iris", "iris", "solar", "iris", "solar");
  }

  @Test
  void stopsWhenTwentySecondsAreLeftAndSaysWhatItLeftOut() {
    ProbeHandler both = probe("{\"iris\":{},\"solar\":{}}");
    aws.registry.trained(IRIS, START, GOOD);
    aws.registry.trained(SOLAR, START, GOOD);
    Environment invocation = new Environment();
    invocation.remaining = 20_001;
    aws.watcher = call -> invocation.remaining -= call.equals("ListObjectsV2 iris/") ? 1 : 0;
    assertThatThrownBy(() -> invocation.invoke(both, at("00:00")))
        .hasMessageContainingAll(
            "solar: data: left out", "solar: outbox: left out", "iris: prediction by ")
        .hasMessageNotContaining("iris: data");
    assertThat(gauges(line("solar")))
        .containsKey("ModelAgeHours")
        .doesNotContainKey("DataAgeHours");
    assertThat(aws.predictions).isEmpty();
    assertThat(aws.registry.announced()).isEmpty();
  }

  @Test
  void findsAnAnswerByAnotherVersionWrongOnceThePointerHasSettled() {
    String first = aws.registry.trained(IRIS, START, GOOD).id().value();
    aws.registry.advance(Duration.ofHours(1));
    aws.registry.trained(IRIS, START.plus(Duration.ofHours(1)), GOOD);
    aws.registry.advance(Duration.ofMinutes(5));
    aws.answers.add(Aws.answer(200, first));
    invoke(probe, ON_THE_HOUR);
    aws.registry.advance(Duration.ofSeconds(1));
    aws.answers.add(Aws.answer(200, first));
    assertThatThrownBy(() -> invoke(probe, ON_THE_HOUR.replace("04:00", "05:00")))
        .hasMessageContaining("answered by " + first);
    aws.answers.add(Aws.answer(200, ""));
    assertThatThrownBy(() -> invoke(probe, ON_THE_HOUR.replace("04:00", "06:00")))
        .hasMessageContaining("answered without x-model-version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"action\":\"prob\"}",
        "{\"action\":7}",
        "[]",
        "",
        "{\"action\":\"probe\",\"scheduledTime\":\"soon\"}",
        "{\"action\":\"probe\",\"everyMinutes\":0}",
        "{\"action\":\"probe\",\"more\":1}"
      })
  void answersWhatIsWrongWithAnEvent(String event) {
    assertThat(invoke(probe, event)).startsWith("{\"error\":\"event");
    assertThat(aws.calls).isEmpty();
  }

  @Test
  void namesAnUnknownAction() {
    assertThat(invoke(probe, "{\"action\":\"prob\"}"))
        .contains("action must be probe or digest, was \\\"prob\\\"".replace("action ", ""));
    assertThat(invoke(probe, "{}")).contains("action: is required");
  }

  @Test
  void saysEverythingThatIsMissingInItsEnvironment() {
    Throwable thrown =
        catchThrowable(
            () ->
                ProbeConfig.from(
                    Map.of(
                        "SUNDIAL_STAGE", "Local",
                        "SUNDIAL_WATCHED", "{\"Iris\":{},\"solar\":{\"expectEvery\":\"1h\"}}")));
    assertThat(thrown)
        .hasMessageContainingAll(
            "SUNDIAL_STAGE: a stage name",
            "Iris: a model name",
            "solar.expectEvery: must be a duration",
            "SUNDIAL_REGISTRY_TABLE is missing",
            "SUNDIAL_ALERT_TOPIC is missing",
            "AWS_REGION is missing",
            "SUNDIAL_API_URL is missing");
  }

  private ProbeHandler probe(String watched) {
    return new ProbeHandler(
        ProbeConfig.from(Environment.variables(watched)),
        aws.clients(),
        aws.registry.clock(),
        log::add);
  }

  private void deployQueues(String model) {
    aws.queues.put("sundial-local-" + model + "-training-failures", List.of(0, 0, 0));
    aws.queues.put("sundial-local-" + model + "-schedule-failures", List.of(0, 0, 0));
  }

  private void undeploy(String model) {
    aws.queues.remove("sundial-local-" + model + "-training-failures");
    aws.queues.remove("sundial-local-" + model + "-schedule-failures");
    aws.stacks.remove("sundial-local-" + model + "-model");
  }

  private static String at(String time) {
    return "{\"action\":\"probe\",\"scheduledTime\":\"2026-11-20T" + time + ":00Z\"}";
  }

  private static String invoke(ProbeHandler handler, String event) {
    return new Environment().invoke(handler, event);
  }

  /** The latest metric line of a model. */
  private Value.Fields line(String model) {
    return log.stream()
        .filter(
            line -> line.startsWith("{\"_aws\"") && line.contains("\"Model\":\"" + model + "\""))
        .map(line -> (Value.Fields) JsonReader.read("line", line))
        .toList()
        .getLast();
  }

  private static Map<String, Double> gauges(Value.Fields line) {
    Map<String, Double> gauges = new LinkedHashMap<>();
    line.fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Number number && Character.isUpperCase(name.charAt(0))) {
                gauges.put(name, number.number().doubleValue());
              }
            });
    return gauges;
  }

  private static String text(Value.Fields line, String name) {
    return line.fields().get(name) instanceof Value.Text text ? text.text() : "none";
  }
}
