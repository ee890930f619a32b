package dev.sundial.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.LifecycleEvent.ModelHeld;
import dev.sundial.lifecycle.LifecycleEvent.ModelPromoted;
import dev.sundial.lifecycle.LifecycleEvent.TrainingFailed;
import dev.sundial.naming.ModelName;
import dev.sundial.spec.TrainerKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilesTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final Map<String, Double> METRICS = metrics();
  private static final Map<String, Double> BEFORE = metricsBefore();

  @ParameterizedTest
  @MethodSource("dev.sundial.lifecycle.EventFiles#schemas")
  void aSchemaIsOneOfDraft202012(String event) {
    List<?> problems =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
            .validate(EventFiles.schema(event), InputFormat.JSON);
    assertThat(problems).isEmpty();
    assertThat(title(EventFiles.schema(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("dev.sundial.lifecycle.EventFiles#samples")
  void aSampleIsValid(String sample) {
    String event = sample.substring(0, sample.indexOf('.'));
    assertThat(EventFiles.problems(event, EventFiles.sample(sample))).isEmpty();
  }

  @Test
  void everyEventHasASchemaAndASample() {
    List<String> events =
        Stream.concat(
                Arrays.stream(LifecycleEvent.class.getPermittedSubclasses()),
                Stream.of(TrainingAnswer.class, TrainingRequested.class))
            .map(Class::getSimpleName)
            .sorted()
            .toList();
    assertThat(EventFiles.schemas()).isEqualTo(events);
    assertThat(events).allSatisfy(event -> assertThat(EventFiles.samples(event)).isNotEmpty());
  }

  static List<String> requests() {
    return EventFiles.samples("TrainingRequested");
  }

  static List<String> answers() {
    return EventFiles.samples("TrainingAnswer");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsReadAndWrittenBackWordForWord(String sample) {
    String json = EventFiles.sample(sample);
    assertThat(request(json).toJson()).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsReadAndWrittenBackWordForWord(String sample) {
    String json = EventFiles.sample(sample);
    assertThat(TrainingAnswer.fromJson(json).toJson()).isEqualTo(json);
  }

  static Stream<Arguments> announcements() {
    return Stream.of(
        Arguments.of(
            "ModelPromoted.automatic.json",
            new ModelPromoted(
                IRIS,
                Instant.parse("2026-11-20T03:15:04.217Z"),
                42,
                "20261120T031500Z-b2d89f",
                "20261119T031500Z-7f3a9c",
                METRICS,
                BEFORE,
                "",
                "")),
        Arguments.of(
            "ModelPromoted.first.json",
            new ModelPromoted(
                IRIS,
                Instant.parse("2026-11-19T03:15:03.902Z"),
                1,
                "20261119T031500Z-7f3a9c",
                "",
                METRICS,
                Map.of(),
                "",
                "")),
        Arguments.of(
            "ModelPromoted.unscored.json",
            new ModelPromoted(
                IRIS,
                Instant.parse("2026-11-21T03:15:04.108Z"),
                44,
                "20261121T031500Z-51c0aa",
                "20261120T031500Z-b2d89f",
                METRICS,
                BEFORE,
                "the champion could not be scored: feature \"petal width (cm)\" is gone",
                "")),
        Arguments.of(
            "ModelHeld.superseded.json",
            new ModelHeld(
                IRIS,
                Instant.parse("2026-11-20T04:02:11Z"),
                43,
                "20261118T031500Z-0c41d2",
                "superseded",
                METRICS)),
        Arguments.of(
            "TrainingFailed.bad-data.json",
            new TrainingFailed(
                IRIS,
                Instant.parse("2026-11-21T03:15:02.480Z"),
                "20261121T031500Z",
                1,
                FailureReason.BAD_DATA.id(),
                "s3://sundial-dev-data-000000000000-us-east-1/iris/week-47.csv:18:"
                    + " column \"sepal width (cm)\": must be a decimal number, was \"n/a\"")));
  }

  @ParameterizedTest
  @MethodSource("announcements")
  void anAnnouncementIsWrittenAsItsSampleSays(String sample, LifecycleEvent event) {
    assertThat(sample).startsWith(event.detailType() + ".");
    assertThat(event.toJson()).isEqualTo(EventFiles.sample(sample));
  }

  @Test
  void everyAnnouncementIsCompared() {
    List<String> compared = announcements().map(a -> (String) a.get()[0]).sorted().toList();
    assertThat(EventFiles.samples())
        .filteredOn(name -> !name.startsWith("TrainingRequested") && !name.startsWith("TrainingA"))
        .isEqualTo(compared);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"model\":\"Iris\"}",
        "{\"model\":\"a-name-of-25-characters00\"}",
        "{\"model\":7}",
        "{\"scheduledTime\":\"tomorrow\"}",
        "{\"scheduledTime\":\"2026-11-31T03:15:00Z\"}",
        "{\"scheduledTime\":\"+10000-01-01T00:00:00Z\"}",
        "{\"scheduledTime\":\"-0001-12-31T23:59:59Z\"}",
        "{\"requestId\":\"\"}",
        "{\"requestId\":\"a b\"}",
        "{\"seed\":-1}",
        "{\"seed\":2147483648}",
        "{\"seed\":1.5}",
        "{\"seed\":\"1\"}",
        "{\"trainer\":\"forest\"}",
        "{\"hyperparameters\":[]}",
        "{\"redrive\":\"yes\"}",
        "{\"sead\":1}"
      })
  void whatTheSchemaOfARequestRefusesTheDecoderRefusesToo(String json) {
    assertThat(EventFiles.problems("TrainingRequested", json)).isNotEmpty();
    assertThatThrownBy(() -> request(json)).isInstanceOf(InvalidDocumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"a-name-of-24-characters0\"}",
        "{\"scheduledTime\":\"9999-12-31T23:59:59Z\"}",
        "{\"seed\":0}",
        "{\"seed\":2147483647}",
        "{\"trainer\":\"cart\"}",
        "{\"redrive\":false}"
      })
  void whatTheSchemaOfARequestTakesTheDecoderTakesToo(String json) {
    assertThat(EventFiles.problems("TrainingRequested", json)).isEmpty();
    assertThat(request(json)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"outcome\":\"PROMOTED\",\"model\":\"iris\",\"runId\":\"adhoc-1\",\"metrics\":{}}",
        "{\"outcome\":\"REJECTED\",\"model\":\"iris\",\"runId\":\"adhoc-1\",\"metrics\":{}}",
        "{\"outcome\":\"REJECTED\",\"model\":\"iris\",\"runId\":\"adhoc-1\",\"metrics\":{},"
            + "\"version\":\"20261120T031500Z-b2d89f\",\"reason\":\"bad-data\",\"message\":\"x\"}"
      })
  void anAnswerHasAVersionExactlyWhenItsRunMadeOne(String json) {
    assertThat(EventFiles.problems("TrainingAnswer", json)).isNotEmpty();
  }

  @Test
  void schemasListTheWordsThatTheCodeKnows() {
    assertThat(words("TrainingRequested", "trainer"))
        .isEqualTo(Arrays.stream(TrainerKind.values()).map(TrainerKind::id).toList());
    assertThat(words("TrainingFailed", "reason"))
        .isEqualTo(Arrays.stream(FailureReason.values()).map(FailureReason::id).toList());
    assertThat(words("TrainingAnswer", "outcome"))
        .isEqualTo(Arrays.stream(TrainingAnswer.Outcome.values()).map(Enum::name).toList());
  }

  private static String title(String schema) {
    return Form.of(JsonReader.read("schema", schema), new Form.Problems()).text("title");
  }

  private static List<String> words(String event, String property) {
    Form.Problems problems = new Form.Problems();
    List<String> words =
        Form.of(JsonReader.read(event, EventFiles.schema(event)), problems)
            .object("properties")
            .flatMap(properties -> properties.object(property))
            .map(schema -> schema.items("enum"))
            .orElseThrow()
            .stream()
            .map(word -> ((Value.Text) word).text())
            .toList();
    problems.throwIfAny();
    return words;
  }

  private static TrainingRequested request(String json) {
    return TrainingRequested.fromJson(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.9666666666666667);
    metrics.put("logLoss", 0.12);
    metrics.put("macroF1", 0.9665831244778612);
    metrics.put("trainingAccuracy", 0.975);
    metrics.put("trainingLogLoss", 0.0845);
    metrics.put("trainingRows", 120.0);
    metrics.put("testRows", 30.0);
    return metrics;
  }

  private static Map<String, Double> metricsBefore() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.9333333333333333);
    metrics.put("logLoss", 0.18);
    metrics.put("macroF1", 0.9326599326599326);
    metrics.put("trainingAccuracy", 0.95);
    metrics.put("trainingLogLoss", 0.11);
    metrics.put("trainingRows", 116.0);
    metrics.put("testRows", 30.0);
    return metrics;
  }
}
