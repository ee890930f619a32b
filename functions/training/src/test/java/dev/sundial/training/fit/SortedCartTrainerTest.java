package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.regression.Regressor;

class SortedCartTrainerTest {
  private static final double NO_TOLERANCE = 1e-12;

  @Test
  void splitsWhereTheSquaredErrorsAreLeast() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 50; round++) {
      double[][] columns = new double[3][20];
      for (double[] column : columns) {
        Arrays.setAll(column, row -> random.nextInt(12));
      }
      double[] target = random.doubles(20).toArray();
      SplitNode<Regressor> root = (SplitNode<Regressor>) tree(columns, target, 1, 2).getRoot();
      double[] column = columns[root.getFeatureID()];
      assertThat(errors(column, target, root.splitValue()))
          .isCloseTo(leastErrors(columns, target), within(NO_TOLERANCE));
      assertThat(column).doesNotContain(root.splitValue());
    }
  }

  @Test
  void splitsWhereTheGiniIndexIsLeast() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 50; round++) {
      double[][] columns = new double[3][20];
      for (double[] column : columns) {
        Arrays.setAll(column, row -> random.nextInt(12));
      }
      int[] labels = IntStream.range(0, 20).map(row -> row < 3 ? row : random.nextInt(3)).toArray();
      Target.Labels target = new Target.Labels(List.of("x", "y", "z"), labels);
      Dataset data = new Dataset(List.of("a", "b", "c"), columns, "t", target);
      SplitNode<Label> root =
          (SplitNode<Label>)
              SortedCartTrainer.gini(1, 2, 1)
                  .train(
                      new TribuoRows<>(data, Outputs.labels(data), Optional.empty())
                          .dataset(IntStream.range(0, 20).toArray()))
                  .getRoot();
      double least = Double.MAX_VALUE;
      for (double[] column : columns) {
        for (double at : column) {
          least = Math.min(least, gini(column, labels, at));
        }
      }
      assertThat(gini(columns[root.getFeatureID()], labels, root.splitValue()))
          .isCloseTo(least, within(NO_TOLERANCE));
    }
  }

  /** Rows times Gini index, both sides. */
  private static double gini(double[] column, int[] labels, double at) {
    double sum = 0;
    for (boolean left : new boolean[] {true, false}) {
      int[] counts = new int[3];
      for (int row = 0; row < labels.length; row++) {
        counts[labels[row]] += column[row] <= at == left ? 1 : 0;
      }
      double rows = Arrays.stream(counts).sum();
      double squares = Arrays.stream(counts).mapToDouble(count -> (double) count * count).sum();
      sum += rows == 0 ? 0 : rows - squares / rows;
    }
    return sum;
  }

  @Test
  void everyLeafHoldsTheMeanOfItsRows() throws Exception {
    double[][] columns = {{1, 2, 3, 4, 5, 6}};
    double[] target = {10, 12, 30, 30, 50, 56};
    assertThat(leaves(tree(columns, target, 1, 2).getRoot()))
        .containsExactly(new double[] {20.5, 53}, within(NO_TOLERANCE));
    assertThat(leaves(tree(columns, target, 2, 2).getRoot()))
        .containsExactly(new double[] {11, 30, 50, 56}, within(NO_TOLERANCE));
    assertThat(leaves(tree(columns, target, 3, 2).getRoot()))
        .containsExactly(new double[] {10, 12, 30, 50, 56}, within(NO_TOLERANCE));
  }

  @Test
  void aNodeOfFewerRowsIsNotSplit() throws Exception {
    double[][] columns = {{1, 2, 3, 4, 5, 6}};
    double[] target = {1, 2, 3, 10, 20, 30};
    assertThat(leaves(tree(columns, target, 9, 7).getRoot())).hasSize(1);
    assertThat(leaves(tree(columns, target, 9, 6).getRoot())).hasSize(2);
  }

  @Test
  void rowsThatCannotBeToldApartStayTogether() throws Exception {
    double[][] columns = {{0.0, -0.0, 0.0, 7}};
    assertThat(leaves(tree(columns, new double[] {1, 2, 3, 9}, 9, 2).getRoot()))
        .containsExactly(new double[] {2, 9}, within(NO_TOLERANCE));
  }

  /** The numbers are small enough to be compared as they are, not standardised. */
  private static TreeModel<Regressor> tree(
      double[][] columns, double[] target, int maxDepth, int minSplitRows) throws Exception {
    List<String> names = List.of("a", "b", "c").subList(0, columns.length);
    Dataset data = new Dataset(names, columns, "y", new Target.Numbers(target));
    int[] rows = IntStream.range(0, target.length).toArray();
    NumberOutputs outputs = NumberOutputs.unchanged(new Target.Numbers(target));
    return SortedCartTrainer.squaredError(maxDepth, minSplitRows, 1)
        .train(new TribuoRows<>(data, outputs, Optional.empty()).dataset(rows));
  }

  private static double[] leaves(Node<Regressor> node) {
    return switch (node) {
      case SplitNode<Regressor> split ->
          DoubleStream.concat(
                  Arrays.stream(leaves(split.getLessThanOrEqual())),
                  Arrays.stream(leaves(split.getGreaterThan())))
              .toArray();
      case LeafNode<Regressor> leaf -> leaf.getOutput().getValues();
      default -> throw new AssertionError(node.getClass());
    };
  }

  private static double leastErrors(double[][] columns, double[] target) {
    double least = Double.MAX_VALUE;
    for (double[] column : columns) {
      for (double at : column) {
        least = Math.min(least, errors(column, target, at));
      }
    }
    return least;
  }

  private static double errors(double[] column, double[] target, double at) {
    return squares(column, target, at, true) + squares(column, target, at, false);
  }

  private static double squares(double[] column, double[] target, double at, boolean left) {
    double[] side =
        IntStream.range(0, target.length)
            .filter(row -> column[row] <= at == left)
            .mapToDouble(row -> target[row])
            .toArray();
    double mean = Arrays.stream(side).average().orElse(0);
    return Arrays.stream(side).map(value -> (value - mean) * (value - mean)).sum();
  }
}
