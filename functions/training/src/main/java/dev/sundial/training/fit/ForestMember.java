package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Output;
import org.tribuo.common.tree.AbstractCARTTrainer;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.common.tree.Node;
import org.tribuo.math.la.SparseVector;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Makes a {@link org.tribuo.common.tree.TreeModel} of a tree we have grown: Tribuo lets its own
 * trainers make one, so this is one that finds its work done.
 *
 * @param <T> Tribuo's output
 */
final class ForestMember<T extends Output<T>> extends AbstractCARTTrainer<T> {
  private final Node<T> root;

  @Config(description = "Number of the tree in its forest.")
  private int member;

  ForestMember(Node<T> root, ForestLimits limits, int features, int member, long seed) {
    super(
        limits.maxDepth(),
        limits.minLeafRows(),
        0,
        (float) limits.features() / features,
        false,
        seed);
    this.root = root;
    this.member = member;
    super.postConfig();
  }

  @Override
  protected AbstractTrainingNode<T> mkTrainingNode(
      Dataset<T> examples, AbstractTrainingNode.LeafDeterminer limits) {
    return new Grown<>(root, examples.size(), limits);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }

  @Override
  public String toString() {
    return "ForestMember " + member;
  }

  /** A root that needs no more training. */
  private static final class Grown<T extends Output<T>> extends AbstractTrainingNode<T> {
    private static final long serialVersionUID = 1L;

    private final transient Node<T> root;

    Grown(Node<T> root, int examples, LeafDeterminer limits) {
      super(0, examples, limits);
      this.root = root;
    }

    @Override
    public List<AbstractTrainingNode<T>> buildTree(
        int[] features, SplittableRandom random, boolean randomSplits) {
      return List.of();
    }

    @Override
    public Node<T> convertTree() {
      return root;
    }

    @Override
    public float getWeightSum() {
      return numExamples;
    }

    @Override
    public double getImpurity() {
      return 0;
    }

    @Override
    public Node<T> getNextNode(SparseVector example) {
      return root.getNextNode(example);
    }
  }
}
