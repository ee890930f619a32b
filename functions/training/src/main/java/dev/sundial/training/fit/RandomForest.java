package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.ForestScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.EnsembleCombiner;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;

/**
 * A random forest (L. Breiman, "Random Forests", 2001): trees on rows drawn with replacement, each
 * split the best of a few features, averaged. Tribuo's own trainer sorts every feature in every
 * node, on one core; here the trees grow on all of them, each from a seed of its own, so the forest
 * is the same however many there are. Where the spec leaves open how many rows a leaf has, it is as
 * many as the heap wants.
 */
final class RandomForest implements Fitting {
  private static final String LEAF_ROWS = "minLeafRows";

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec asked, long seed)
      throws CannotFitException {
    int features = data.features().size();
    TrainerSpec spec = ForestLimits.chosen(asked, data.target(), rows.length, features);
    while (true) {
      ForestSize size = ForestSize.ofHeap((long) features * data.rows());
      try {
        return fit(data, rows, spec, size, seed);
      } catch (ForestSize.TooLargeException e) {
        if (asked.value(LEAF_ROWS) != 0) {
          throw new CannotFitException(String.valueOf(e.getMessage()));
        }
        TrainerSpec smaller = asked.choosing(LEAF_ROWS, 2 * spec.value(LEAF_ROWS));
        spec = ForestLimits.chosen(smaller, data.target(), rows.length, features);
      }
    }
  }

  private static FittedModel fit(
      Dataset data, int[] rows, TrainerSpec spec, ForestSize size, long seed)
      throws CannotFitException {
    int features = data.features().size();
    ForestLimits limits = ForestLimits.of(spec, features);
    return switch (data.target()) {
      case Target.Labels labels -> {
        FeatureSchema schema = data.schema();
        yield new Forest<>(
                data,
                rows,
                spec,
                limits,
                Outputs.labels(data),
                new ForestTarget.Labels(labels, rows),
                new FullyWeightedVotingCombiner())
            .fit(size, seed, (scorer, leaf) -> addFrequencies(scorer, schema, leaf));
      }
      case Target.Numbers numbers -> {
        NumberOutputs outputs = Outputs.numbers(data, rows);
        yield new Forest<>(
                data,
                rows,
                spec,
                limits,
                outputs,
                new ForestTarget.Numbers(outputs, rows),
                new AveragingCombiner())
            .fit(size, seed, (scorer, leaf) -> addNumber(scorer, outputs, leaf));
      }
    };
  }

  private static void addFrequencies(
      ForestScorer.Builder scorer, FeatureSchema schema, LeafNode<Label> leaf) {
    TreeMap<Integer, Double> frequencies = new TreeMap<>();
    leaf.getDistribution()
        .forEach((name, label) -> frequencies.put(schema.labels().indexOf(name), label.getScore()));
    scorer.leaf(
        frequencies.keySet().stream().mapToInt(Integer::intValue).toArray(),
        frequencies.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void addNumber(
      ForestScorer.Builder scorer, NumberOutputs outputs, LeafNode<Regressor> leaf) {
    scorer.leaf(outputs.restored(leaf.getOutput().getValues()[0]));
  }

  /** Gives a leaf of a tree to the scorer that is being made. */
  private interface LeafExport<T extends Output<T>> {
    void add(ForestScorer.Builder scorer, LeafNode<T> leaf);
  }

  private record Forest<T extends Output<T>>(
      Dataset data,
      int[] rows,
      TrainerSpec spec,
      ForestLimits limits,
      Outputs<T> outputs,
      ForestTarget<T> target,
      EnsembleCombiner<T> combiner) {

    FittedModel fit(ForestSize size, long seed, LeafExport<T> export) throws CannotFitException {
      TribuoDomain<T> domain = TribuoDomain.of(data, outputs, rows);
      int features = data.features().size();
      Bins[] bins =
          Cores.each(features, feature -> Bins.of(data.column(feature), rows)).toArray(Bins[]::new);
      int[] ids = domain.ids(data.features());
      long[] seeds = new SplittableRandom(seed).longs(limits.trees()).toArray();
      List<TreeModel<T>> trees =
          Cores.each(
              limits.trees(),
              tree ->
                  new ForestMember<>(
                          new TreeGrowth<>(bins, ids, target, limits, size, seeds[tree]).grow(),
                          limits,
                          features,
                          tree,
                          seeds[tree])
                      .train(domain));
      return new FittedModel(
          new TribuoModel<>(
              ensemble(trees), outputs, Optional.empty(), TribuoModel.DOUBLE_PRECISION),
          scorer(trees, export),
          spec);
    }

    private Model<T> ensemble(List<TreeModel<T>> trees) {
      float[] weights = new float[trees.size()];
      Arrays.fill(weights, 1);
      return WeightedEnsembleModel.createEnsembleFromExistingModels(
          "random-forest", List.copyOf(trees), combiner, weights);
    }

    private ForestScorer scorer(List<TreeModel<T>> trees, LeafExport<T> export)
        throws CannotFitException {
      ForestScorer.Builder scorer = ForestScorer.builder(data.schema());
      Preorder preorder = new Preorder(data.schema());
      try {
        for (TreeModel<T> tree : trees) {
          preorder.walk(
              tree,
              new Preorder.Visitor<T>() {
                @Override
                public void split(int feature, double threshold) {
                  scorer.split(feature, threshold);
                }

                @Override
                public void leaf(LeafNode<T> leaf) {
                  export.add(scorer, leaf);
                }
              });
        }
        return scorer.build();
      } catch (IllegalArgumentException e) {
        throw new CannotFitException("the fit is no model: " + e.getMessage());
      }
    }
  }
}
