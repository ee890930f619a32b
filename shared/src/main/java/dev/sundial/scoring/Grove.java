package dev.sundial.scoring;

import java.util.Arrays;

/**
 * Many binary decision trees in one array, each node beside its threshold so that a step of a walk
 * touches one line of the cache. A row goes left where its feature is at most the threshold, right
 * where it is above, and ends in a leaf that holds 32 bits for the family to read.
 *
 * <p>The nodes lie in preorder, tree after tree, so the left child of a split is the next node. All
 * links lead forward and into the same tree: whatever bytes a grove was read from, a walk ends.
 */
final class Grove {
  /** Most nodes that all trees may have together. */
  static final int MAX_NODES = 50_000_000;

  /** Most trees. */
  static final int MAX_TREES = 1_000_000;

  static final short LEAF = -1;

  private final int[] roots; // [trees] each tree's first node
  private final long[] nodes; // [nodes × 2] a threshold's bits, then feature << 32 | link

  private Grove(Builder built) {
    this.roots = Arrays.copyOf(built.roots, built.trees);
    this.nodes = Arrays.copyOf(built.nodes, built.count * 2);
  }

  int trees() {
    return roots.length;
  }

  int nodes() {
    return nodes.length / 2;
  }

  /** The 32 bits of the leaf that a row of {@code rows} ends in. */
  int leaf(int tree, double[] rows, int from) {
    long[] walked = nodes;
    int node = roots[tree];
    long meta = walked[2 * node + 1];
    while (meta >= 0) {
      double threshold = Double.longBitsToDouble(walked[2 * node]);
      node = rows[from + (int) (meta >>> 32)] <= threshold ? node + 1 : (int) meta;
      meta = walked[2 * node + 1];
    }
    return (int) meta;
  }

  static Grove read(ScorerInput in, Builder builder) throws MalformedArtefactException {
    int trees = in.count("trees", MAX_TREES, Short.BYTES + Integer.BYTES);
    int nodes = in.count("nodes", MAX_NODES, Short.BYTES + Integer.BYTES);
    builder.reserve(trees, nodes);
    for (int node = 0; node < nodes; node++) {
      short feature = in.shortInteger();
      if (feature == LEAF) {
        builder.leaf(in.integer());
      } else {
        builder.split(feature, in.number());
      }
    }
    Grove grove = builder.build();
    if (grove.trees() != trees) {
      throw new MalformedArtefactException("must have " + trees + " trees, has " + grove.trees());
    }
    return grove;
  }

  void write(ScorerOutput out) {
    out.integer(trees());
    out.integer(nodes());
    for (int node = 0; node < nodes(); node++) {
      long meta = nodes[2 * node + 1];
      if (meta < 0) {
        out.shortInteger(LEAF);
        out.integer((int) meta);
      } else {
        out.shortInteger((short) (meta >>> 32));
        out.number(Double.longBitsToDouble(nodes[2 * node]));
      }
    }
  }

  /** Takes trees in preorder; a tree ends with its last leaf, and what follows is the next one. */
  static final class Builder {
    private static final long LEAF_BIT = 1L << 63;

    private final int features;
    private final LeafCheck check;
    private int[] roots = new int[16];
    private long[] nodes = new long[64];
    private int trees;
    private int count;

    /** Splits whose right side has not begun, innermost last. */
    private int[] open = new int[16];

    private int opened;

    /** Whether the next node is a tree's first. */
    private boolean between = true;

    /** Refuses what a leaf of the family must not hold. */
    interface LeafCheck {
      void check(int bits);
    }

    Builder(int features, LeafCheck check) {
      this.features = features;
      this.check = check;
    }

    private void reserve(int treeCount, int nodeCount) {
      roots = new int[Math.max(1, treeCount)];
      nodes = new long[2 * Math.max(1, nodeCount)];
    }

    void split(int feature, double threshold) {
      if (feature < 0 || feature >= features) {
        throw new IllegalArgumentException(
            "a split must read a feature from 0 to " + (features - 1) + ", was " + feature);
      }
      if (!Double.isFinite(threshold)) {
        throw new IllegalArgumentException("a threshold must be finite, was " + threshold);
      }
      int node = add(Double.doubleToRawLongBits(threshold), (long) feature << 32);
      if (opened == open.length) {
        open = Arrays.copyOf(open, opened * 2);
      }
      open[opened++] = node;
    }

    void leaf(int bits) {
      check.check(bits);
      add(0, LEAF_BIT | Integer.toUnsignedLong(bits));
      if (opened == 0) {
        between = true;
      } else {
        nodes[2 * open[--opened] + 1] |= count;
      }
    }

    Grove build() {
      if (trees == 0 || !between) {
        throw new IllegalArgumentException("the trees must end with a leaf for every side");
      }
      return new Grove(this);
    }

    private int add(long threshold, long meta) {
      if (count == MAX_NODES) {
        throw new IllegalArgumentException("trees must have at most " + MAX_NODES + " nodes");
      }
      if (between) {
        root();
        between = false;
      }
      if (2 * count == nodes.length) {
        nodes = Arrays.copyOf(nodes, nodes.length * 2);
      }
      nodes[2 * count] = threshold;
      nodes[2 * count + 1] = meta;
      return count++;
    }

    private void root() {
      if (trees == MAX_TREES) {
        throw new IllegalArgumentException("there must be at most " + MAX_TREES + " trees");
      }
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, trees * 2);
      }
      roots[trees++] = count;
    }
  }
}
