package dev.sundial.prediction;

/**
 * A request that is not answered with a prediction, and why, in words for the caller. Carries no
 * stack trace: callers cause it, as often as they like.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Header header;

  private Refusal(int status, String message, Header header) {
    super(message, null, false, false);
    this.status = status;
    this.header = header;
  }

  /** Not JSON, or not a request at all. */
  static Refusal badRequest(String message) {
    return new Refusal(400, message, Header.NONE);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message, Header.NONE);
  }

  /**
   * @param allow the methods that the path answers, such as {@code GET, HEAD}
   */
  static Refusal wrongMethod(String method, String allow) {
    return new Refusal(
        405, "the method " + method + " is not answered here, only " + allow, Header.allow(allow));
  }

  static Refusal tooLarge(String message) {
    return new Refusal(413, message, Header.NONE);
  }

  static Refusal wrongMedia(String message) {
    return new Refusal(415, message, Header.NONE);
  }

  /** JSON that is not what the model reads. */
  static Refusal unprocessable(String message) {
    return new Refusal(422, message, Header.NONE);
  }

  static Refusal unavailable(String message, long retryAfterSeconds) {
    return new Refusal(503, message, Header.retryAfter(retryAfterSeconds));
  }

  /** A defect of ours; the log has more. */
  static Refusal internal() {
    return new Refusal(500, "the request failed; its id is in the log", Header.NONE);
  }

  int status() {
    return status;
  }

  Header header() {
    return header;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** The one header some refusals carry; an empty name is none. */
  record Header(String name, String value) {
    static final Header NONE = new Header("", "");

    static Header allow(String methods) {
      return new Header("allow", methods);
    }

    static Header retryAfter(long seconds) {
      return new Header("retry-after", Long.toString(seconds));
    }
  }
}
