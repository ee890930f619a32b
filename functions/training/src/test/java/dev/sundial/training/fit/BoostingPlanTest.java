package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoostingPlanTest {

  @Test
  void takesSmallStepsWhenThereAreFewRowsAndLargeOnesWhenThereAreMany() {
    assertThat(plan(20)).isEqualTo(new BoostingPlan(100, 5, 0.1));
    assertThat(plan(1_000)).isEqualTo(new BoostingPlan(100, 5, 0.1));
    assertThat(plan(10_000)).isEqualTo(new BoostingPlan(80, 7, 0.2));
    assertThat(plan(100_000)).isEqualTo(new BoostingPlan(40, 7, 0.4));
    assertThat(plan(10_000_000)).isEqualTo(new BoostingPlan(40, 7, 0.4));
    assertThat(plan(3_000).learningRate()).isCloseTo(0.139, within(0.001));
  }

  @Test
  void keepsWhatTheSpecSays() {
    assertThat(plan(10_000, Map.of("rounds", 7.0))).isEqualTo(new BoostingPlan(7, 7, 0.2));
    assertThat(plan(10_000, Map.of("maxDepth", 3.0))).isEqualTo(new BoostingPlan(80, 3, 0.2));
    assertThat(plan(10, Map.of("learningRate", 0.5))).isEqualTo(new BoostingPlan(32, 5, 0.5));
    assertThat(plan(10, Map.of("learningRate", 1e-4))).isEqualTo(new BoostingPlan(100, 5, 1e-4));
  }

  private static BoostingPlan plan(int rows) {
    return plan(rows, Map.of());
  }

  private static BoostingPlan plan(int rows, Map<String, Double> set) {
    TrainerKind kind = TrainerKind.GRADIENT_BOOSTING;
    Map<String, Double> values = new LinkedHashMap<>(TrainerSpec.defaults(kind).hyperparameters());
    values.putAll(set);
    return BoostingPlan.of(new TrainerSpec(kind, values), rows);
  }
}
