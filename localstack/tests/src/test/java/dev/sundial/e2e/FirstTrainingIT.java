package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.ModelVersion;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The five-minute path: data, a training by the schedule, a prediction; then another version. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FirstTrainingIT {
  private final Cloud cloud;
  private final Model iris;

  FirstTrainingIT(Cloud cloud) {
    this.cloud = cloud;
    this.iris = cloud.model("iris");
  }

  @BeforeAll
  void putData() throws Exception {
    iris.put("iris.csv", Checkout.iris());
  }

  @Test
  @Order(1)
  @Tag(Cloud.LOCAL)
  void beforeItTheApiAnswersThatItCannotYet() {
    HttpResponse<String> answer = cloud.api("POST", "/predict", Flowers.SETOSA);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).contains("iris");
  }

  @Test
  @Order(2)
  @Tag(Cloud.LOCAL)
  void theScheduleTrainsTheFirstVersionThroughItsOwnTarget() {
    Instant scheduled = cloud.fire(iris.schedule());
    assertThat(iris.pointer().championVersion().orElseThrow().time()).isEqualTo(scheduled);
    assertThat(iris.registry().run(iris.name(), RunId.scheduled(scheduled))).isPresent();
    assertThat(iris.attempts()).hasSize(1);
    assertThat(iris.attempts().getFirst().get("payload").asText())
        .isEqualTo("{\"model\":\"iris\",\"scheduledTime\":\"" + scheduled + "\"}");
    iris.assertConsistent();
  }

  @Test
  @Order(3)
  void whatWasTrainedAnswersOverHttp() {
    String trained = iris.pointer().championVersion().orElseGet(this::train).value();

    HttpResponse<String> one = cloud.api("POST", "/predict", Flowers.SETOSA);
    assertThat(one.statusCode()).as(one::body).isEqualTo(200);
    JsonNode body = Cloud.parse(one.body());
    assertThat(body.get("prediction").get(0).asText()).isEqualTo("setosa");
    assertThat(body.get("model").asText()).isEqualTo("iris");
    assertThat(body.get("version").asText()).isEqualTo(trained);
    assertThat(one.headers().firstValue("x-model-name")).hasValue("iris");
    assertThat(one.headers().firstValue("x-model-version")).hasValue(trained);
    assertThat(one.headers().firstValue("x-model-stale")).isEmpty();
    assertThat(one.headers().firstValue("x-request-id")).isPresent();

    HttpResponse<String> two = iris.predict("[" + Flowers.SETOSA + "," + Flowers.VIRGINICA + "]");
    assertThat(Cloud.parse(two.body()).get("prediction").toString())
        .isEqualTo("[\"setosa\",\"virginica\"]");
  }

  @Test
  @Order(4)
  @Tag(Cloud.LOCAL)
  void aSecondTrainingIsServedWithinAMinuteWithoutARestart() {
    cloud.advance(Duration.ofMinutes(1));
    String first = served();
    String process = predictionProcess();
    VersionId second = iris.train("{'seed':7}").version().orElseThrow();
    cloud.advance(Duration.ofSeconds(50));
    assertThat(served()).isEqualTo(first);
    cloud.advance(Duration.ofSeconds(10));
    assertThat(served()).isEqualTo(second.value()).isNotEqualTo(first);
    assertThat(predictionProcess()).isEqualTo(process).isNotEqualTo("0");
  }

  @Test
  @Order(5)
  @Tag(Cloud.LOCAL)
  void versionsListsBothNewestFirstWithItsLabels() {
    JsonNode listed = Cloud.parse(cloud.verb("versions", "iris", "--json").out());
    assertThat(listed).hasSize(2);
    assertThat(listed.get(0).get("labels").asText()).isEqualTo("champion,latest");
    assertThat(listed.get(1).get("labels").asText()).isEqualTo("previous");
    assertThat(iris.versions())
        .extracting(ModelVersion::id)
        .extracting(Object::toString)
        .containsExactly(
            listed.get(0).get("version").asText(), listed.get(1).get("version").asText());
  }

  private VersionId train() {
    return iris.train("{}").version().orElseThrow();
  }

  /** The process that answered last. */
  private String predictionProcess() {
    return cloud
        .page("invocations.json?limit=1&function=" + Cloud.names().predictionFunction())
        .at("/invocations/0/pid")
        .asText();
  }

  private String served() {
    HttpResponse<String> answer = iris.predict(Flowers.SETOSA);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    return answer.headers().firstValue("x-model-version").orElseThrow();
  }
}
