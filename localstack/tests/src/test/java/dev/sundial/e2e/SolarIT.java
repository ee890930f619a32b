package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.lifecycle.TrainingAnswer.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shipped regression {@code solar}: a number instead of a label, all the way. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SolarIT {
  private static final String NOON =
      "{\"sun elevation (deg)\":60,\"cloud cover\":%s,\"air temperature (C)\":22,\"wind (m/s)\":3,"
          + "\"dry days\":1}";

  private final Model solar;

  SolarIT(Cloud cloud) {
    this.solar = cloud.model("solar");
  }

  @BeforeAll
  void trainOnWhatShips() throws IOException {
    solar.put("solar.csv", Checkout.solar());
    TrainingAnswer answer = solar.train("{}");
    assertThat(answer.outcome()).as(answer::message).isEqualTo(Outcome.PROMOTED);
    assertThat(answer.metrics())
        .containsEntry("trainingRows", 960.0)
        .containsEntry("testRows", 240.0)
        .doesNotContainKey("accuracy")
        .hasEntrySatisfying("rmse", rmse -> assertThat(rmse).isBetween(0.05, 0.2))
        .hasEntrySatisfying("mae", mae -> assertThat(mae).isBetween(0.03, 0.15))
        .hasEntrySatisfying("r2", r2 -> assertThat(r2).isBetween(0.96, 1.0));
  }

  @Test
  void answersNumbersThatFallWithTheClouds() {
    String clear = NOON.formatted("0");
    String covered = NOON.formatted("1");
    HttpResponse<String> answer = solar.predict("[" + clear + "," + covered + "]");
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    JsonNode body = Cloud.parse(answer.body());
    assertThat(body.get("prediction").get(0).doubleValue()).isBetween(3.0, 4.1);
    assertThat(body.get("prediction").get(1).doubleValue()).isBetween(0.5, 1.5);
    assertThat(body.has("scores")).isFalse();
    assertThat(answer.headers().firstValue("x-model-name")).hasValue("solar");
  }

  @Test
  void holdsWhatIsWorseAndPromotesATie() {
    TrainingAnswer worse = solar.train("{'trainer':'linear-regression'}");
    assertThat(worse.outcome()).isEqualTo(Outcome.HELD);
    assertThat(worse.reason()).isEqualTo("worse");
    TrainingAnswer same = solar.train("{'requestId':'solar-same'}");
    assertThat(same.outcome()).isEqualTo(Outcome.PROMOTED);
    solar.assertConsistent();
  }

  @Test
  void refusesATrainerOfLabels() {
    TrainingAnswer answer = solar.train("{'trainer':'logistic-regression'}");
    assertThat(answer.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(answer.message()).contains("logistic-regression cannot do regression");
  }
}
