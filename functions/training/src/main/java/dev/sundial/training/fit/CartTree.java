package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.TreeScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.TreeModel;

/** A decision tree by CART, on the Gini index or the squared error. */
final class CartTree implements Fitting {
  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    int maxDepth = (int) spec.value("maxDepth");
    int minSplitRows = (int) spec.value("minSplitRows");
    return switch (data.target()) {
      case Target.Labels labels ->
          fit(
              spec,
              SortedCartTrainer.gini(maxDepth, minSplitRows, seed),
              data,
              rows,
              Outputs.labels(data),
              leaf -> frequencies(leaf, data.schema()));
      case Target.Numbers numbers -> {
        NumberOutputs outputs = Outputs.numbers(data, rows);
        yield fit(
            spec,
            SortedCartTrainer.squaredError(maxDepth, minSplitRows, seed),
            data,
            rows,
            outputs,
            leaf -> new double[] {outputs.restored(leaf.getOutput().getValues()[0])});
      }
    };
  }

  private static <T extends Output<T>> FittedModel fit(
      TrainerSpec spec,
      Trainer<T> trainer,
      Dataset data,
      int[] rows,
      Outputs<T> outputs,
      Function<LeafNode<T>, double[]> scores) {
    TribuoRows<T> examples = new TribuoRows<>(Separation.of(data, rows), outputs, Optional.empty());
    TreeModel<T> model = (TreeModel<T>) trainer.train(examples.dataset(rows));
    return new FittedModel(
        new TribuoModel<>(model, outputs, Optional.empty(), TribuoModel.DOUBLE_PRECISION),
        scorer(model, data.schema(), scores),
        spec);
  }

  private static <T extends Output<T>> TreeScorer scorer(
      TreeModel<T> model, FeatureSchema schema, Function<LeafNode<T>, double[]> scores) {
    TreeScorer.Builder tree = TreeScorer.builder(schema);
    new Preorder(schema)
        .walk(
            model,
            new Preorder.Visitor<T>() {
              @Override
              public void split(int feature, double threshold) {
                tree.split(feature, threshold);
              }

              @Override
              public void leaf(LeafNode<T> leaf) {
                tree.leaf(scores.apply(leaf));
              }
            });
    return tree.build();
  }

  private static double[] frequencies(LeafNode<Label> leaf, FeatureSchema schema) {
    Map<String, Label> scores = leaf.getDistribution();
    return schema.labels().stream()
        .mapToDouble(name -> Optional.ofNullable(scores.get(name)).map(Label::getScore).orElse(0.0))
        .toArray();
  }
}
