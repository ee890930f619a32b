package dev.sundial.local.lambda.environment;

/** A snapshot could not be restored; the code is the one Lambda's API answers with. */
public final class RestoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private RestoreException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static RestoreException hookFailed() {
    return new RestoreException(
        400,
        "SnapStartException",
        "The afterRestore() runtime hook encountered an error. For more information, check the"
            + " Amazon CloudWatch logs.");
  }

  static RestoreException noSnapshot() {
    return new RestoreException(
        409, "SnapStartNotReadyException", "Lambda is initializing your function, and it failed.");
  }

  static RestoreException timedOut() {
    return new RestoreException(
        408,
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

  /** The HTTP status Lambda answers with. */
  public int status() {
    return status;
  }
}
