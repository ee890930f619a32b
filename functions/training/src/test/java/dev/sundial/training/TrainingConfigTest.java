package dev.sundial.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.EnvironmentKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {

  @Test
  void readsTheEnvironment() {
    TrainingConfig config = TrainingConfig.from(Environment.variables(Environment.SPEC));
    assertThat(config.stage()).hasToString("local");
    assertThat(config.spec().name()).hasToString("iris");
    assertThat(config.eventBus()).isEqualTo("events");
  }

  @Test
  void namesEveryKeyThatIsMissingOrBad() {
    assertThatThrownBy(
            () ->
                TrainingConfig.from(
                    Map.of(
                        EnvironmentKey.STAGE, "Prod!",
                        EnvironmentKey.MODEL_SPEC, "{\"name\":\"iris\"}",
                        EnvironmentKey.EVENT_BUS, " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(
            "SUNDIAL_STAGE: a stage name must be",
            "SUNDIAL_MODEL_SPEC: model spec",
            "task: is required",
            "SUNDIAL_REGISTRY_TABLE is missing",
            "SUNDIAL_DATA_BUCKET is missing",
            "SUNDIAL_ARTEFACT_BUCKET is missing",
            "SUNDIAL_EVENT_BUS is missing");
  }
}
