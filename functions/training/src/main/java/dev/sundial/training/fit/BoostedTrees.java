package dev.sundial.training.fit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.scoring.BoostedScorer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The trees of a model of XGBoost's, from the JSON it writes of itself: every number in it is the
 * shortest text of a single, so nothing is lost. A row goes left where its feature, as a single, is
 * below the threshold.
 */
final class BoostedTrees {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * One tree, its root first.
   *
   * @param left {@code [nodes]} number of the left child; -1 at leaves
   * @param right {@code [nodes]} number of the right child
   * @param feature {@code [nodes]} XGBoost's column
   * @param value {@code [nodes]} threshold of a split, value of a leaf
   */
  private record Tree(int[] left, int[] right, int[] feature, float[] value) {}

  private final List<Tree> trees;

  private BoostedTrees(List<Tree> trees) {
    this.trees = trees;
  }

  /**
   * @param json what XGBoost writes of a model in the format {@code json}
   */
  static BoostedTrees read(byte[] json) {
    List<Tree> trees = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("trees")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            trees.add(tree(parser));
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("XGBoost wrote a model that is not JSON", e);
    }
    return new BoostedTrees(trees);
  }

  private static Tree tree(JsonParser parser) throws IOException {
    float[] left = {};
    float[] right = {};
    float[] feature = {};
    float[] value = {};
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "left_children" -> left = numbers(parser);
        case "right_children" -> right = numbers(parser);
        case "split_indices" -> feature = numbers(parser);
        case "split_conditions" -> value = numbers(parser);
        default -> parser.skipChildren();
      }
    }
    return new Tree(whole(left), whole(right), whole(feature), value);
  }

  private static float[] numbers(JsonParser parser) throws IOException {
    float[] numbers = new float[16];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = Float.parseFloat(parser.getText());
    }
    return Arrays.copyOf(numbers, count);
  }

  /** Nodes and columns are far fewer than a single tells apart. */
  private static int[] whole(float[] numbers) {
    int[] whole = new int[numbers.length];
    Arrays.setAll(whole, i -> (int) numbers[i]);
    return whole;
  }

  int count() {
    return trees.size();
  }

  /**
   * Gives a tree to the scorer that is being made.
   *
   * @param features {@code [columns]} the schema's feature of each of XGBoost's columns
   */
  void export(int number, int[] features, BoostedScorer.Builder scorer) {
    Tree tree = trees.get(number);
    int[] open = new int[tree.left().length + 1];
    int count = 1;
    while (count > 0) {
      int node = open[--count];
      if (tree.left()[node] < 0) {
        scorer.leaf(tree.value()[node]);
      } else {
        scorer.split(features[tree.feature()[node]], BoostedScorer.threshold(tree.value()[node]));
        open[count++] = tree.right()[node];
        open[count++] = tree.left()[node];
      }
    }
  }
}
