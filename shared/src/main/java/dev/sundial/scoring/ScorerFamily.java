package dev.sundial.scoring;

/** The kinds of arithmetic a scorer can be, each with its code in the file and its reader. */
public enum ScorerFamily {
  /** Weighted sums of standardised features; classification takes their softmax. */
  LINEAR(1, LinearScorer::read),
  /** One binary decision tree. */
  TREE(2, TreeScorer::read);

  private interface Body {
    Scorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException;
  }

  private final byte code;
  private final Body body;

  ScorerFamily(int code, Body body) {
    this.code = (byte) code;
    this.body = body;
  }

  byte code() {
    return code;
  }

  Scorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException {
    return body.read(schema, in);
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
