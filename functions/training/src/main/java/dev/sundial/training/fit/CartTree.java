package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.TreeScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/** A decision tree by CART on the Gini index. */
final class CartTree implements Fitting {
  private static final float NO_LEAST_DECREASE = 0;
  private static final float ALL_FEATURES = 1;

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    CARTClassificationTrainer trainer =
        new CARTClassificationTrainer(
            (int) spec.value("maxDepth"),
            (float) spec.value("minSplitRows"),
            NO_LEAST_DECREASE,
            ALL_FEATURES,
            false,
            new InterruptibleGini(),
            seed);
    TreeModel<Label> model =
        trainer.train(new TribuoRows(Separation.of(data, rows), Optional.empty()).dataset(rows));
    return new FittedModel(model, Optional.empty(), scorer(model, data.schema()));
  }

  private static TreeScorer scorer(TreeModel<Label> model, FeatureSchema schema) {
    ImmutableFeatureMap ids = model.getFeatureIDMap();
    TreeScorer.Builder tree = TreeScorer.builder(schema);
    Deque<Node<Label>> open = new ArrayDeque<>();
    open.push(model.getRoot());
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case SplitNode<Label> split -> {
          String name = ids.get(split.getFeatureID()).getName();
          tree.split(schema.features().indexOf(name), split.splitValue());
          open.push(split.getGreaterThan());
          open.push(split.getLessThanOrEqual());
        }
        case LeafNode<Label> leaf -> tree.leaf(frequencies(leaf, schema));
        case Node<Label> other ->
            throw new IllegalStateException("a tree has no " + other.getClass());
      }
    }
    return tree.build();
  }

  private static double[] frequencies(LeafNode<Label> leaf, FeatureSchema schema) {
    Map<String, Label> scores = leaf.getDistribution();
    return schema.labels().stream()
        .mapToDouble(name -> Optional.ofNullable(scores.get(name)).map(Label::getScore).orElse(0.0))
        .toArray();
  }
}
