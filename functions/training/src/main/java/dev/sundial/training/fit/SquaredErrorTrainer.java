package dev.sundial.training.fit;

import org.tribuo.Dataset;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.regression.Regressor;

/**
 * CART on the squared error, for one number to predict. Tribuo's own trainer for it goes through
 * all rows of a node anew for every value it might split at, in single precision: a minute for
 * 20,000 rows. This one sorts once and keeps running sums, in double precision; trees, nodes and
 * models are Tribuo's.
 */
final class SquaredErrorTrainer extends AbstractCARTTrainer<Regressor> {

  /**
   * @param maxDepth deepest level of a leaf
   * @param minSplitRows fewest rows a split parts
   * @param fractionFeaturesInSplit how many of the features each split may choose from, above 0 to
   *     1
   * @param seed of that choice
   */
  SquaredErrorTrainer(int maxDepth, float minSplitRows, float fractionFeaturesInSplit, long seed) {
    super(maxDepth, minSplitRows, 0, fractionFeaturesInSplit, false, seed);
    postConfig();
  }

  @Override
  protected AbstractTrainingNode<Regressor> mkTrainingNode(
      Dataset<Regressor> examples, AbstractTrainingNode.LeafDeterminer limits) {
    return SquaredErrorNode.root(SortedRows.of(examples), limits);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
