package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionConfigTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "SUNDIAL_STAGE", "local",
          "SUNDIAL_REGISTRY_TABLE", "registry",
          "SUNDIAL_ARTEFACT_BUCKET", "artefacts",
          "SUNDIAL_MODELS", "iris");

  @Test
  void looksEverySixtySecondsAndServesTheOnlyModelUnlessToldOtherwise() {
    PredictionConfig config = PredictionConfig.from(LEAST);
    assertThat(config.pointerInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.defaultModel()).contains(new ModelName("iris"));
  }

  @Test
  void hasNoDefaultAmongTwoModelsUnlessOneIsNamed() {
    assertThat(PredictionConfig.from(with("SUNDIAL_MODELS", "iris,wine")).defaultModel()).isEmpty();
    Map<String, String> named = with("SUNDIAL_MODELS", "iris,wine");
    named.put("SUNDIAL_DEFAULT_MODEL", "wine");
    assertThat(PredictionConfig.from(named).defaultModel()).contains(new ModelName("wine"));
  }

  @Test
  void boundsTheIntervalOnBothSides() {
    assertThat(PredictionConfig.from(with("SUNDIAL_POINTER_INTERVAL", "PT0S")).pointerInterval())
        .isZero();
    assertThat(PredictionConfig.from(with("SUNDIAL_POINTER_INTERVAL", "PT1H")).pointerInterval())
        .isEqualTo(Duration.ofHours(1));
    refused(with("SUNDIAL_POINTER_INTERVAL", "PT1H1S"), "must be from PT0S to PT1H");
    refused(with("SUNDIAL_POINTER_INTERVAL", "PT-1S"), "must be from PT0S to PT1H");
  }

  @Test
  void listsEverythingThatIsWrongAtOnce() {
    refused(
        Map.of("SUNDIAL_MODELS", "Iris", "SUNDIAL_POINTER_INTERVAL", "60"),
        "the environment: SUNDIAL_STAGE is missing; SUNDIAL_REGISTRY_TABLE is missing;"
            + " SUNDIAL_ARTEFACT_BUCKET is missing; SUNDIAL_MODELS a model name must be");
    refused(with("SUNDIAL_DEFAULT_MODEL", "wine"), "SUNDIAL_DEFAULT_MODEL must be one of");
    refused(with("SUNDIAL_POINTER_INTERVAL", "soon"), "SUNDIAL_POINTER_INTERVAL");
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(key, value);
    return environment;
  }

  private static void refused(Map<String, String> environment, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictionConfig.from(environment))
        .withMessageContaining(message);
  }
}
