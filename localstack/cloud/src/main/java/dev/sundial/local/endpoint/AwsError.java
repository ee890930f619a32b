package dev.sundial.local.endpoint;

/** An error of an AWS service as its clients know it: HTTP status, code and message. */
public final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public AwsError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** 400 {@code ValidationException}, the commonest refusal of the JSON services. */
  public static AwsError validation(String message) {
    return new AwsError(400, "ValidationException", message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The message; never null. */
  public String text() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
