package dev.sundial.local.lambda.environment;

/** A snapshot could not be restored; the code is the one Lambda's API answers with. */
public final class RestoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  private RestoreException(String code, String message) {
    super(message);
    this.code = code;
  }

  static RestoreException hookFailed() {
    return new RestoreException(
        "SnapStartException",
        "The afterRestore() runtime hook encountered an error. For more information, check the"
            + " Amazon CloudWatch logs.");
  }

  static RestoreException noSnapshot() {
    return new RestoreException(
        "SnapStartNotReadyException", "Lambda is initializing your function, and it failed.");
  }

  static RestoreException timedOut() {
    return new RestoreException(
        "SnapStartTimeoutException",
        "Lambda couldn't restore the snapshot within the timeout limit.");
  }

  /**
   * {@code SnapStartException}, {@code SnapStartNotReadyException}, or {@code
   * SnapStartTimeoutException}.
   */
  public String code() {
    return code;
  }
}
