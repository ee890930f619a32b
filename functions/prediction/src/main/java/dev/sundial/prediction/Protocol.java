package dev.sundial.prediction;

import dev.sundial.serving.ServedVersion;

/** How a prediction is asked for and answered. */
enum Protocol {
  /** Objects of named features. */
  NAMED {
    @Override
    Question read(String body, ServedVersion served, Terms terms) throws Refusal {
      return new NamedFeatures(NamedFeatureReader.read(body, served), terms.labels());
    }
  },

  /** KServe's V1, as TensorFlow Serving speaks it. */
  V1 {
    @Override
    Question read(String body, ServedVersion served, Terms terms) throws Refusal {
      return new V1Instances(V1InstanceReader.read(body, served), terms.labels());
    }

    /** It knows no finer word than 400 for what is wrong with the instances. */
    @Override
    Refusal told(Refusal refusal) {
      return refusal.status() == 422 ? Refusal.badRequest(refusal.reason()) : refusal;
    }
  },

  /** The Open Inference Protocol. */
  V2 {
    @Override
    Question read(String body, ServedVersion served, Terms terms) throws Refusal {
      return V2RequestReader.read(body, served, terms);
    }
  };

  /**
   * Reads a body against the schema of the version that will answer.
   *
   * @throws Refusal 400 when it is not JSON, 413 when it has too many rows, 422 naming what is
   *     wrong otherwise
   */
  abstract Question read(String body, ServedVersion served, Terms terms) throws Refusal;

  /** A refusal as this protocol's clients know it. */
  Refusal told(Refusal refusal) {
    return refusal;
  }
}
