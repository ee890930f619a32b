package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Target;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoostingPlanTest {
  private static final Target LABELS = new Target.Labels(List.of("a", "b"), new int[] {0, 1});
  private static final Target NUMBERS = new Target.Numbers(new double[] {0, 1});

  @Test
  void takesSmallStepsToLabelsOfFewRowsAndLargeOnesToThoseOfMany() {
    assertThat(plan(LABELS, 20)).isEqualTo("100 rounds of 0.1, depth 5, features 0.8, weight 1.0");
    assertThat(plan(LABELS, 1_000))
        .isEqualTo("100 rounds of 0.1, depth 5, features 0.8, weight 1.0");
    assertThat(plan(LABELS, 10_000))
        .isEqualTo("80 rounds of 0.2, depth 7, features 0.8, weight 1.0");
    assertThat(plan(LABELS, 100_000))
        .isEqualTo("40 rounds of 0.4, depth 7, features 0.8, weight 1.0");
    assertThat(plan(LABELS, 1_000_000))
        .isEqualTo("20 rounds of 0.8, depth 7, features 0.8, weight 1.0");
    assertThat(plan(LABELS, 10_000_000))
        .isEqualTo("20 rounds of 0.8, depth 7, features 0.8, weight 1.0");
    assertThat(spec(LABELS, 3_000, Map.of()).value("learningRate")).isCloseTo(0.139, within(0.001));
  }

  @Test
  void takesSmallStepsToNumbersWithLeavesAsLargeAsTheRowsBear() {
    assertThat(plan(NUMBERS, 19)).isEqualTo("100 rounds of 0.1, depth 6, features 1.0, weight 0.7");
    assertThat(plan(NUMBERS, 59)).isEqualTo("100 rounds of 0.1, depth 6, features 1.0, weight 1.4");
    assertThat(plan(NUMBERS, 400))
        .isEqualTo("100 rounds of 0.1, depth 6, features 1.0, weight 14.0");
    assertThat(plan(NUMBERS, 1_000_000))
        .isEqualTo("100 rounds of 0.1, depth 6, features 1.0, weight 14.0");
  }

  @Test
  void keepsWhatTheSpecSays() {
    assertThat(said(spec(LABELS, 10_000, Map.of("rounds", 7.0, "maxDepth", 3.0))))
        .isEqualTo("7 rounds of 0.2, depth 3, features 0.8, weight 1.0");
    assertThat(said(spec(LABELS, 10, Map.of("learningRate", 0.5, "featureFraction", 0.4))))
        .isEqualTo("32 rounds of 0.5, depth 5, features 0.4, weight 1.0");
    assertThat(said(spec(NUMBERS, 10, Map.of("learningRate", 1e-4, "minChildWeight", 3.0))))
        .isEqualTo("100 rounds of 1.0E-4, depth 6, features 1.0, weight 3.0");
  }

  private static String plan(Target target, int rows) {
    return said(spec(target, rows, Map.of()));
  }

  private static String said(TrainerSpec plan) {
    return (int) plan.value("rounds")
        + " rounds of "
        + plan.value("learningRate")
        + ", depth "
        + (int) plan.value("maxDepth")
        + ", features "
        + plan.value("featureFraction")
        + ", weight "
        + plan.value("minChildWeight");
  }

  private static TrainerSpec spec(Target target, int rows, Map<String, Double> set) {
    TrainerKind kind = TrainerKind.GRADIENT_BOOSTING;
    Map<String, Double> values = new LinkedHashMap<>(TrainerSpec.defaults(kind).hyperparameters());
    values.putAll(set);
    return BoostingPlan.of(new TrainerSpec(kind, values), target, rows);
  }
}
