package dev.sundial.scoring;

import java.util.Arrays;

/**
 * Many binary decision trees in one array, each node beside its threshold so that a step of a walk
 * touches one line of the cache. A row goes left where its feature is at most the threshold, right
 * where it is above, and ends in a leaf that holds 32 bits for the family to read.
 *
 * <p>A step is arithmetic, not a branch that the processor would guess wrong half the time, and
 * rows of a batch walk four abreast. For that a leaf is a split on not-a-number that leads to
 * itself.
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

  private static final long LEAF_BIT = 1L << 63;
  private static final long FEATURE_MASK = 0x7fff;
  private static final long NOT_A_NUMBER = 0x7ff8L << 48;

  private final int[] roots; // [trees] each tree's first node

  // [nodes × 2] a threshold's bits, then feature << 32 | how much further than the next node the
  // right child is; at leaves not-a-number with the 32 bits, then LEAF_BIT | -1
  private final long[] nodes;

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
    int node = roots[tree];
    while (nodes[2 * node + 1] >= 0) {
      node = next(node, rows, from);
    }
    return (int) nodes[2 * node];
  }

  /**
   * The 32 bits of the leaves that rows end in.
   *
   * @param rows {@code count} of them from index {@code from}, each {@code features} long
   * @param leaves receives them, length at least {@code count}
   */
  void leaves(int tree, double[] rows, int from, int features, int count, int[] leaves) {
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      int a = roots[tree];
      int b = a;
      int c = a;
      int d = a;
      int first = from + row * features;
      // One question for all four: whether one of them is no leaf yet.
      while ((nodes[2 * a + 1] & nodes[2 * b + 1] & nodes[2 * c + 1] & nodes[2 * d + 1]) >= 0) {
        a = next(a, rows, first);
        b = next(b, rows, first + features);
        c = next(c, rows, first + 2 * features);
        d = next(d, rows, first + 3 * features);
      }
      leaves[row] = (int) nodes[2 * a];
      leaves[row + 1] = (int) nodes[2 * b];
      leaves[row + 2] = (int) nodes[2 * c];
      leaves[row + 3] = (int) nodes[2 * d];
    }
    for (; row < count; row++) {
      leaves[row] = leaf(tree, rows, from + row * features);
    }
  }

  private int next(int node, double[] rows, int from) {
    long meta = nodes[2 * node + 1];
    double value = rows[from + (int) (meta >>> 32 & FEATURE_MASK)];
    int right = value <= Double.longBitsToDouble(nodes[2 * node]) ? 0 : -1;
    return node + 1 + ((int) meta & right);
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
        out.integer((int) nodes[2 * node]);
      } else {
        out.shortInteger((short) (meta >>> 32));
        out.number(Double.longBitsToDouble(nodes[2 * node]));
      }
    }
  }

  /** Takes trees in preorder; a tree ends with its last leaf, and what follows is the next one. */
  static final class Builder {
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
      add(NOT_A_NUMBER | Integer.toUnsignedLong(bits), LEAF_BIT | 0xffff_ffffL);
      if (opened == 0) {
        between = true;
      } else {
        int split = open[--opened];
        nodes[2 * split + 1] |= count - split - 1;
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
