package dev.sundial.training;

import dev.sundial.lifecycle.FailureReason;

/** The run cannot succeed as it is: it ends REJECTED. */
final class RunRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureReason reason;

  /**
   * @param message what is wrong, for the person who must mend it
   */
  RunRejectedException(FailureReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  FailureReason reason() {
    return reason;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
