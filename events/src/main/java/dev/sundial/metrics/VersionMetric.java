package dev.sundial.metrics;

/**
 * Names of a version's headline metrics, as answers, events, rows and manifests hold them:
 * accuracy, log loss and F1 of a classifier, RMSE, MAE and R² of a regression. Without a prefix
 * they are of the test part.
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

  /** Root of the mean squared error, in the target's unit; 0 is best. */
  public static final String RMSE = "rmse";

  /** Mean of the absolute errors, in the target's unit; 0 is best. */
  public static final String MAE = "mae";

  /** Coefficient of determination; 1 is best, 0 what always saying the mean reaches. */
  public static final String R2 = "r2";

  public static final String TRAINING_RMSE = "trainingRmse";
  public static final String TRAINING_MAE = "trainingMae";
  public static final String TRAINING_R2 = "trainingR2";

  /** Rows of the test part. */
  public static final String TEST_ROWS = "testRows";

  /** Rows of the training part. */
  public static final String TRAINING_ROWS = "trainingRows";

  private VersionMetric() {}
}
