package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.dataset.Target;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForestSizeTest {
  private static final Target LABELS = new Target.Labels(List.of("a", "b"), new int[] {0, 1});
  private static final Target NUMBERS = new Target.Numbers(new double[] {0, 1});

  @Test
  void endsGrowthAtTheNodeThatIsTooMuch() {
    ForestSize size = ForestSize.within((long) (4.5 * (160 + 200 + 2 * 100)) + 1);
    size.addSplit();
    size.addLeaf(2);
    assertThatThrownBy(() -> size.addLeaf(0))
        .isInstanceOf(ForestSize.TooLargeException.class)
        .hasMessage(
            "the forest would take more than 0 MB; take fewer or shallower trees, more rows a leaf,"
                + " or give the function more memory");
  }

  @Test
  void leavesHaveMoreRowsWhereThereAreMany() {
    assertThat(leafRows(LABELS, 50_000)).isEqualTo(1);
    assertThat(leafRows(LABELS, 50_001)).isEqualTo(8);
    assertThat(leafRows(LABELS, 800_000)).isEqualTo(133);
    assertThat(leafRows(NUMBERS, 5_999)).isEqualTo(1);
    assertThat(leafRows(NUMBERS, 6_000)).isEqualTo(2);
    assertThat(leafRows(NUMBERS, 16_000)).isEqualTo(3);
  }

  @Test
  void aFractionThatIsChosenGivesTheSameFeaturesAgain() {
    for (int features = 1; features <= 4096; features++) {
      TrainerSpec chosen =
          ForestLimits.chosen(
              TrainerSpec.defaults(TrainerKind.RANDOM_FOREST), LABELS, 100, features);
      assertThat(ForestLimits.of(chosen, features).features()).isEqualTo((int) Math.sqrt(features));
    }
  }

  private static double leafRows(Target target, int rows) {
    return ForestLimits.chosen(TrainerSpec.defaults(TrainerKind.RANDOM_FOREST), target, rows, 20)
        .value("minLeafRows");
  }
}
