package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.TrainingAnswer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** The model {@code seeds}: one more yaml, another prefix, other columns, another trainer. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnotherModelIT {
  private static final String WHEAT = "{\"weight, mg\":40,\"\\\"true\\\" length\":6,\"größe\":1.5}";

  private final Cloud cloud;
  private final Model seeds;

  AnotherModelIT(Cloud cloud) {
    this.cloud = cloud;
    this.seeds = cloud.model("seeds");
  }

  @BeforeAll
  void trainOnTwoObjects() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("%d,wheat,%d.5,6,0.%d%n".formatted(i, 39 + i % 3, i));
      rows.append("%d,barley,%d.5,9,0.%d%n".formatted(i, 49 + i % 3, i));
    }
    String header = "number,kind,\"weight, mg\",\"\"\"true\"\" length\",größe\n";
    put("grain/2026/one.csv", header + rows);
    put("grain/2026/north/two.CSV", header + rows);
    put("grain/2026/notes.txt", "not data");
    put("grain/2025/old.csv", "broken");

    TrainingAnswer answer = seeds.train("{}");
    assertThat(answer.outcome()).as(answer::message).isEqualTo(TrainingAnswer.Outcome.PROMOTED);
    assertThat(answer.metrics())
        .containsEntry("trainingRows", 64.0)
        .containsEntry("testRows", 16.0)
        .containsEntry("accuracy", 1.0);
  }

  @Test
  void isServedByItsOwnPathWithItsOwnFeatures() {
    HttpResponse<String> answer =
        seeds.predict(
            "[" + WHEAT + "," + WHEAT.replace(":40,", ":50,").replace(":6,", ":9,") + "]");
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    JsonNode body = Cloud.parse(answer.body());
    assertThat(body.get("prediction").toString()).isEqualTo("[\"wheat\",\"barley\"]");
    assertThat(answer.headers().firstValue("x-model-name")).hasValue("seeds");
    seeds.assertConsistent();
  }

  @Test
  void refusesFeaturesOfAnotherModelByName() {
    HttpResponse<String> answer = seeds.predict(Flowers.SETOSA);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("sepal length (cm)");
    HttpResponse<String> missing = seeds.predict(WHEAT.replace(",\"größe\":1.5", ""));
    assertThat(missing.statusCode()).isEqualTo(422);
    assertThat(missing.body()).contains("größe");
  }

  @Test
  void isNotTheDefaultModel() {
    HttpResponse<String> answer = cloud.api("POST", "/predict", WHEAT);
    assertThat(answer.headers().firstValue("x-model-name").orElse("iris")).isEqualTo("iris");
    assertThat(answer.statusCode()).isIn(422, 503);
  }

  @Test
  void anUnknownModelIsAnsweredWithTheNamesThereAre() {
    HttpResponse<String> answer = cloud.api("POST", "/models/grain/predict", WHEAT);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("grain", "iris", "seeds");
  }

  private void put(String key, String text) {
    cloud
        .clients()
        .s3
        .putObject(r -> r.bucket(seeds.dataBucket()).key(key), RequestBody.fromString(text));
  }
}
