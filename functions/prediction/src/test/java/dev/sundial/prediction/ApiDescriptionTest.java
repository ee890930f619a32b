package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.serving.IrisScorers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApiDescriptionTest {
  private static final List<String> BODIES =
      List.of(
          "{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}",
          "[{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}]",
          "{\"instances\":[[1.5,0.25]]}",
          "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}]}",
          "{\"id\":\"\ud800\",\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[1,2]}]}",
          "{}",
          "[]",
          "{\"",
          "");

  private final Gateway gateway = Gateway.ofIris();
  private final DescribedApi api = new DescribedApi(List.of(Gateway.IRIS));

  @Test
  void describesEveryPathAndNoOther() throws IOException {
    assertThat(api.paths().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Operation.values())
                .map(operation -> operation.path().text())
                .filter(path -> !path.equals("/v2/"))
                .toList());
    Answer answer = gateway.send("GET", "/openapi.json", Map.of(), null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(JsonReader.read("answer", answer.body().getBytes(StandardCharsets.UTF_8)))
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void isAnsweredAsDescribedWhateverComes(Operation operation) throws IOException {
    for (boolean trained : new boolean[] {false, true}) {
      if (trained) {
        gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());
      }
      for (String method : List.of("GET", "HEAD", "POST", "PUT")) {
        for (String name : List.of("iris", "rose", "20261120T000001Z-000000", "latest")) {
          for (String body : BODIES) {
            answered(operation, method, name, body);
          }
        }
      }
    }
  }

  private void answered(Operation operation, String method, String name, String body)
      throws IOException {
    String path =
        operation
            .path()
            .text()
            .replace("{model}", name.equals("rose") ? "rose" : "iris")
            .replaceAll("\\{(version|label)}", name);
    byte[] response = gateway.raw(Priming.event(method, path, "application/json", body));
    if (operation == Operation.DOCS && operation.methods().contains(method)) {
      assertThat(new String(response, StandardCharsets.UTF_8)).contains("text/html; charset=utf-8");
      return;
    }
    String id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
    Answer answer = Gateway.answer(response, id);
    assertThat(api.problem(operation, method, answer)).isEmpty();
  }

  @Test
  void refersToNothingThatIsNotThere() {
    assertThat(api.references()).isNotEmpty().allSatisfy(api::component);
  }

  @Test
  void leavesOpenWhetherAStageWantsCredentials() {
    assertThat(JsonWriter.write(api.at("security")))
        .isEqualTo("[{},{\"sigv4\":[]},{\"bearer\":[]}]");
    assertThat(((Value.Fields) api.at("components", "securitySchemes")).fields())
        .containsOnlyKeys("sigv4", "bearer");
  }

  /** Below a stage's name, too; and no second slash where a client puts the path behind it. */
  @Test
  void isServedFromWhereItLies() {
    assertThat(JsonWriter.write(api.at("servers"))).isEqualTo("[{\"url\":\".\"}]");
  }

  @Test
  void namesEveryOperationOnce() {
    assertThat(api.operationIds()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }

  /** Bodies put together of pieces of good ones. */
  @Test
  void isAnsweredAsDescribedWhateverIsWrongWithTheBody() throws IOException {
    gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());
    Random random = new Random(5);
    String all = String.join("", BODIES);
    List<Operation> predictions =
        Arrays.stream(Operation.values())
            .filter(operation -> operation.kind() == Operation.Kind.PREDICT)
            .toList();
    for (int i = 0; i < 4_000; i++) {
      StringBuilder body = new StringBuilder(BODIES.get(random.nextInt(BODIES.size())));
      for (int change = random.nextInt(3); change >= 0; change--) {
        int from = random.nextInt(body.length() + 1);
        int to = Math.min(body.length(), from + random.nextInt(8));
        int piece = random.nextInt(all.length());
        body.replace(
            from, to, all.substring(piece, Math.min(all.length(), piece + random.nextInt(12))));
      }
      Operation operation = predictions.get(random.nextInt(predictions.size()));
      answered(operation, "POST", "iris", body.toString());
    }
  }
}
