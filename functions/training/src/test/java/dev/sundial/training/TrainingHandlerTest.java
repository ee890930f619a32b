package dev.sundial.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.registry.TrainingCloud;
import org.junit.jupiter.api.Test;

class TrainingHandlerTest {
  private static final String DAILY = "{\"scheduledTime\":\"2026-11-20T03:15:00Z\"}";

  @Test
  void trainsIrisAndAnnouncesIt() {
    TrainingCloud cloud = new TrainingCloud();
    cloud.put("iris/iris.csv", Environment.iris());
    Environment function = new Environment(cloud);
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1");
  }
}
