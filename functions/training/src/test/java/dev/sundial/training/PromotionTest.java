package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.TrainingCloud;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policy best: champion and candidate label the candidate's test part. */
class PromotionTest {
  private static final String BEST =
      Environment.SPEC.replace("}}", "},\"promotion\":{\"policy\":\"best\"}}");
  private static final String POOR =
      """
      {"requestId":"poor","trainer":"cart","hyperparameters":{"maxDepth":1}}""";

  private final TrainingCloud cloud = new TrainingCloud();
  private final Environment function = new Environment(cloud, BEST, cloud.clients());

  @BeforeEach
  void shipIris() {
    cloud.put("iris/iris.csv", Environment.iris());
  }

  @Test
  void holdsACandidateThatIsWorseThanTheChampion() {
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("HELD worse");
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1", "ModelHeld iris-2");
  }

  @Test
  void promotesACandidateThatTies() {
    function.invoke(DAILY);
    assertThat(Environment.ended(function.invoke("{\"requestId\":\"same\"}")))
        .isEqualTo("PROMOTED");
  }

  @Test
  void promotesOverAChampionThatCannotBeRead() {
    function.invoke(DAILY);
    ModelVersion champion = cloud.reader().versions(IRIS, 1).getFirst();
    cloud.damage(champion.scorer().key(), "broken".getBytes(StandardCharsets.UTF_8));
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("PROMOTED");
  }

  @Test
  void promotesOverAChampionWhoseFeatureTheDataNoLongerHas() {
    function.invoke(DAILY);
    String renamed =
        new String(Environment.iris(), StandardCharsets.UTF_8).replace("petal width (cm)", "width");
    cloud.put("iris/iris.csv", renamed);
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("PROMOTED");
  }
}
