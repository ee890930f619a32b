package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.spec.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {

  @Test
  void holdNothingButAsciiSoThatNoLocaleGarblesAColumn() {
    StageSpec stage =
        StageSpec.read(JsonReader.read("stage", "{\"name\":\"s\"}"), "s", new Form.Problems());
    ModelSpec spec =
        ModelSpec.fromJson(
            """
            {"name":"m","task":"classification","target":"größe","features":["a\\"b\\\\","🌱"],
            "trainer":{"name":"cart"}}""");

    String variable =
        Objects.requireNonNull(
            Environments.longest(stage).training(spec).get(EnvironmentKey.MODEL_SPEC));

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(variable)).isTrue();
    assertThat(ModelSpec.fromJson(variable)).isEqualTo(spec);
  }

  @Test
  void sayNothingOfTheScheduleSoThatAnotherOneLeavesTheFunctionAlone() {
    StageSpec stage =
        StageSpec.read(JsonReader.read("stage", "{\"name\":\"s\"}"), "s", new Form.Problems());
    String model =
        """
        {"name":"m","task":"classification","target":"t","features":["f"],
        "trainer":{"name":"cart"},"schedule":{"expression":"%s"}}""";

    assertThat(
            Environments.longest(stage)
                .training(ModelSpec.fromJson(model.formatted("cron(45 3 * * ? *)"))))
        .isEqualTo(
            Environments.longest(stage)
                .training(ModelSpec.fromJson(model.formatted("rate(1 hour)"))));
  }

  @Test
  void javaOptimisesFullyFromOneProcessorOn() {
    StageSpec stage =
        StageSpec.read(JsonReader.read("stage", "{\"name\":\"s\"}"), "s", new Form.Problems());
    Environments environments = Environments.longest(stage);

    assertThat(environments.training(model(1768))).doesNotContainKey("JAVA_TOOL_OPTIONS");
    assertThat(environments.training(model(1769)))
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=4");
  }

  @Test
  void whatIsPrimedBeforeASnapshotStaysSo() {
    StageSpec stage =
        StageSpec.read(JsonReader.read("stage", "{\"name\":\"s\"}"), "s", new Form.Problems());

    assertThat(Environments.longest(stage).prediction(List.of()))
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:+DisableExplicitGC");
  }

  private static ModelSpec model(int memory) {
    return ModelSpec.fromJson(
        """
        {"name":"m","task":"classification","target":"t","trainer":{"name":"cart"},
        "training":{"memory":%d}}"""
            .formatted(memory));
  }
}
