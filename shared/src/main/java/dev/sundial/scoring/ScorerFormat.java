package dev.sundial.scoring;

import dev.sundial.spec.Task;

/**
 * Scorers as bytes, {@code sundial-scorer/1}. Everything is big-endian:
 *
 * <pre>
 * 8 octets  53 55 4e 53 43 4f 52 01   "SUNSCOR", version 1
 * octet     family                    1 linear, 2 tree, 3 forest, 4 boosted
 * octet     task                      1 classification, 2 regression
 * text      target                    int32 length, UTF-8
 * texts     features, then labels     int32 count, each a text
 * body      of the family:
 *   linear  mean[f] scale[f] bias[o] weights[f × o], each a float64
 *   tree    int32 nodes, then the nodes in preorder, each
 *           int32 feature, float64 threshold, or
 *           int32 -1, float64 scores[o]
 *   forest  int32 leaves, each
 *             classification: int32 labels, each int32 label, float64 frequency
 *             regression:     float64 number
 *           trees, whose leaves hold the int32 number of a leaf
 *   boosted float32 base, float64 mean, float64 scale,
 *           trees, whose leaves hold a float32
 *   trees   int32 trees, int32 nodes, then the nodes of one tree after the other in preorder, each
 *           int16 feature, float64 threshold, or
 *           int16 -1, the 32 bits of a leaf
 * </pre>
 */
public final class ScorerFormat {
  /** The format's name, as a manifest and a pointer give it. */
  public static final String NAME = "sundial-scorer/1";

  /** Largest scorer that is served: four of them fit into the function's memory by default. */
  public static final long MAX_BYTES = 96L << 20;

  private static final byte[] MAGIC = {'S', 'U', 'N', 'S', 'C', 'O', 'R', 1};

  private ScorerFormat() {}

  /** Equal scorers give equal bytes. */
  public static byte[] write(Scorer scorer) {
    FeatureSchema schema = scorer.schema();
    ScorerOutput out = new ScorerOutput();
    for (byte octet : MAGIC) {
      out.octet(octet);
    }
    out.octet(scorer.family().code());
    out.octet(code(schema.task()));
    out.text(schema.target());
    out.texts(schema.features());
    out.texts(schema.labels());
    switch (scorer) {
      case LinearScorer linear -> linear.write(out);
      case TreeScorer tree -> tree.write(out);
      case ForestScorer forest -> forest.write(out);
      case BoostedScorer boosted -> boosted.write(out);
    }
    return out.bytes();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param bytes verified against their SHA-256 before: most flipped bits of a number are a number
   * @throws MalformedArtefactException and nothing else, whatever the bytes are
   */
  public static Scorer read(byte[] bytes) throws MalformedArtefactException {
    ScorerInput in = new ScorerInput(bytes);
    for (byte octet : MAGIC) {
      if (in.octet() != octet) {
        throw new MalformedArtefactException("is not in the format " + NAME);
      }
    }
    try {
      ScorerFamily family = ScorerFamily.of(in.octet());
      Scorer scorer = family.read(schema(in), in);
      in.end();
      return scorer;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedArtefactException("is not valid: " + e.getMessage());
    }
  }

  private static FeatureSchema schema(ScorerInput in) throws MalformedArtefactException {
    Task task = task(in.octet());
    String target = in.text();
    return new FeatureSchema(
        task,
        target,
        in.texts("features", FeatureSchema.MAX_FEATURES),
        in.texts("labels", FeatureSchema.MAX_LABELS));
  }

  private static byte code(Task task) {
    return switch (task) {
      case CLASSIFICATION -> 1;
      case REGRESSION -> 2;
    };
  }

  private static Task task(byte code) throws MalformedArtefactException {
    return switch (code) {
      case 1 -> Task.CLASSIFICATION;
      case 2 -> Task.REGRESSION;
      default -> throw new MalformedArtefactException("has an unknown task " + code);
    };
  }
}
