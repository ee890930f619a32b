package dev.sundial.training.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;

/** A node of a tree of labels, by their Gini index; a leaf says their frequencies. */
final class GiniNode extends SortedNode<Label> {
  private static final long serialVersionUID = 1L;

  /**
   * What all nodes of a tree look at.
   *
   * @param names by Tribuo's numbers of the labels
   * @param labels length rows, Tribuo's numbers
   */
  private record Target(String[] names, int[] labels) {}

  private final transient Target target;
  private final int[] counts; // [labels] rows of this node
  private final double squares; // Σ counts²

  private GiniNode(
      SortedRows rows,
      Target target,
      int from,
      int to,
      int[] counts,
      int depth,
      LeafDeterminer limits) {
    super(rows, from, to, impurity(counts, to - from), depth, limits);
    this.target = target;
    this.counts = counts;
    this.squares = squares(counts);
  }

  static GiniNode root(Dataset<Label> examples, LeafDeterminer limits) {
    ImmutableOutputInfo<Label> ids = examples.getOutputIDInfo();
    String[] names = new String[ids.size()];
    for (int id = 0; id < names.length; id++) {
      names[id] = ids.getOutput(id).getLabel();
    }
    int[] labels = new int[examples.size()];
    int row = 0;
    for (Example<Label> example : examples) {
      labels[row++] = ids.getID(example.getOutput());
    }
    return of(SortedRows.of(examples), new Target(names, labels), 0, labels.length, 0, limits);
  }

  private static GiniNode of(
      SortedRows rows, Target target, int from, int to, int depth, LeafDeterminer limits) {
    int[] counts = new int[target.names.length];
    for (int place = from; place < to; place++) {
      counts[target.labels[rows.row(0, place)]]++;
    }
    return new GiniNode(rows, target, from, to, counts, depth, limits);
  }

  private static double squares(int[] counts) {
    double squares = 0;
    for (int count : counts) {
      squares += (double) count * count;
    }
    return squares;
  }

  private static double impurity(int[] counts, double rows) {
    return 1 - squares(counts) / (rows * rows);
  }

  @Override
  GiniNode child(int first, int end) {
    return of(rows, target, first, end, depth + 1, leafDeterminer);
  }

  /** Rows times Gini falls by Σl²/|l| + Σr²/|r| − Σn²/|n|, l, r and n the labels' counts. */
  @Override
  Split best(int feature, Split other) {
    double gain = other.gain();
    int at = -1;
    int[] left = new int[counts.length];
    double before = squares / numExamples;
    double leftSquares = 0;
    double rightSquares = squares;
    double value = rows.value(feature, from);
    for (int place = from + 1; place < to; place++) {
      int label = target.labels[rows.row(feature, place - 1)];
      rightSquares -= 2.0 * (counts[label] - left[label]) - 1;
      leftSquares += 2.0 * left[label]++ + 1;
      double next = rows.value(feature, place);
      if (value < next) {
        double here = leftSquares / (place - from) + rightSquares / (to - place) - before;
        if (here > gain) {
          gain = here;
          at = place;
        }
      }
      value = next;
    }
    return at < 0 ? other : new Split(gain, feature, at);
  }

  @Override
  LeafNode<Label> leaf() {
    Map<String, Label> frequencies = new LinkedHashMap<>();
    Label best = new Label(target.names[0], (double) counts[0] / numExamples);
    for (int id = 0; id < counts.length; id++) {
      Label label = new Label(target.names[id], (double) counts[id] / numExamples);
      frequencies.put(target.names[id], label);
      best = label.getScore() > best.getScore() ? label : best;
    }
    return new LeafNode<>(impurityScore, best, frequencies, true);
  }
}
