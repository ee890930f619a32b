package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.prediction.ApiExamples.Example;
import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.scoring.TreeScorer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of the description are what is read and answered. */
class ApiExamplesTest {
  private static final List<String> FEATURES = List.of("length", "width");
  private static final FeatureSchema SIZES =
      FeatureSchema.classification("size", FEATURES, List.of("small", "large"));

  private final DescribedApi api = new DescribedApi(List.of(Gateway.IRIS));
  private final ApiExamples examples = new ApiExamples("iris");
  private final Gateway gateway = Gateway.ofIris();

  private static Operation operation(Protocol protocol) {
    return switch (protocol) {
      case NAMED -> Operation.PREDICT_MODEL;
      case V1 -> Operation.V1_PREDICT;
      case V2 -> Operation.V2_INFER;
    };
  }

  @ParameterizedTest
  @EnumSource
  void areAsTheirSchemasSay(Operation operation) {
    if (operation.kind() != Operation.Kind.PREDICT) {
      return;
    }
    Value request =
        api.at(
            "paths", operation.path().text(), "post", "requestBody", "content", "application/json");
    Value answer =
        api.at(
            "paths",
            operation.path().text(),
            "post",
            "responses",
            "200",
            "content",
            "application/json");
    assertThat(api.examples(request)).hasSize(2);
    assertThat(api.examples(answer)).hasSize(3);
    api.examples(request)
        .values()
        .forEach(json -> assertThat(api.problem(request, json)).isEmpty());
    api.examples(answer).values().forEach(json -> assertThat(api.problem(answer, json)).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void theFirstRequestHasTheAnswers(Protocol protocol) throws IOException {
    gateway.source.promote(
        Gateway.IRIS,
        1,
        TreeScorer.builder(SIZES).split(0, 2.5).leaf(0.75, 0.25).leaf(0, 1).build());
    assertAnswered(protocol, "name", 0);
    assertAnswered(protocol, "index", 1);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstRequestHasTheAnswerOfARegression(Protocol protocol) throws IOException {
    gateway.source.promote(
        Gateway.IRIS,
        1,
        new LinearScorer(
            FeatureSchema.regression("weight", FEATURES),
            new double[2],
            new double[] {1, 1},
            new double[] {10},
            new double[] {2, 0}));
    assertAnswered(protocol, "name", 2);
  }

  @ParameterizedTest
  @EnumSource
  void theOtherRequestsAreAnswered(Protocol protocol) throws IOException {
    gateway.source.promote(
        Gateway.IRIS, 1, TreeScorer.builder(SIZES).split(0, 2.5).leaf(1, 0).leaf(0, 1).build());
    for (Example request : ApiExamples.requests(protocol)) {
      assertThat(send(protocol, "name", request).body()).contains("\"small\"");
    }
  }

  private void assertAnswered(Protocol protocol, String labels, int index) throws IOException {
    Answer answer = send(protocol, labels, ApiExamples.requests(protocol).getFirst());
    Example expected = examples.answers(protocol).get(index);
    String json = expected.json().replace(ApiExamples.VERSION, answer.version());
    assertThat(answer.body()).isEqualTo(JsonWriter.write(read(json)));
  }

  private Answer send(Protocol protocol, String labels, Example request) throws IOException {
    String path = operation(protocol).path().text().replace("{model}", "iris");
    String id = "c6af9ac6-7b61";
    Map<String, Object> event =
        Map.of(
            "path",
            path,
            "httpMethod",
            "POST",
            "headers",
            Map.of("Content-Type", "application/json"),
            "queryStringParameters",
            Map.of("labels", labels),
            "requestContext",
            Map.of("requestId", id),
            "body",
            request.json());
    byte[] response = gateway.raw(JsonWriter.write(event).getBytes(StandardCharsets.UTF_8));
    Answer answer = Gateway.answer(response, id);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static Value read(String json) {
    return JsonReader.read("example", json.getBytes(StandardCharsets.UTF_8));
  }
}
