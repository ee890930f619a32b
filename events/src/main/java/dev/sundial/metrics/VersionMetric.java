package dev.sundial.metrics;

/**
 * Names of a version's headline metrics, as answers, events, rows and manifests hold them. Without
 * a prefix they are of the test part.
 */
public final class VersionMetric {
  /** Fraction of the rows labelled rightly, 0–1. */
  public static final String ACCURACY = "accuracy";

  /** Mean of −ln of the probability given to the actual label; 0 is best. */
  public static final String LOG_LOSS = "logLoss";

  /** Mean of the labels' F1, 0–1. */
  public static final String MACRO_F1 = "macroF1";

  public static final String TRAINING_ACCURACY = "trainingAccuracy";
  public static final String TRAINING_LOG_LOSS = "trainingLogLoss";

  /** Rows of the test part. */
  public static final String TEST_ROWS = "testRows";

  /** Rows of the training part. */
  public static final String TRAINING_ROWS = "trainingRows";

  private VersionMetric() {}
}
