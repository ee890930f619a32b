package dev.sundial.training.fit;

/** No usable model came of this data with these hyperparameters. Fitting again does not help. */
public final class CannotFitException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotFitException(String message) {
    super(message);
  }
}
