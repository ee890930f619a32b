package dev.sundial.scoring;

/** The kinds of arithmetic a scorer can be, each with its code in the file. */
public enum ScorerFamily {
  /** Weighted sums of standardised features; classification takes their softmax. */
  LINEAR(1),
  /** One binary decision tree. */
  TREE(2),
  /** The mean of many decision trees. */
  FOREST(3),
  /** The sum of many decision trees, in single precision. */
  BOOSTED(4);

  private final byte code;

  ScorerFamily(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  /** Reads what follows the schema. */
  Scorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException {
    return switch (this) {
      case LINEAR -> LinearScorer.read(schema, in);
      case TREE -> TreeScorer.read(schema, in);
      case FOREST -> ForestScorer.read(schema, in);
      case BOOSTED -> BoostedScorer.read(schema, in);
    };
  }

  static ScorerFamily of(byte code) throws MalformedArtefactException {
    for (ScorerFamily family : values()) {
      if (family.code == code) {
        return family;
      }
    }
    throw new MalformedArtefactException("has an unknown family " + code);
  }
}
