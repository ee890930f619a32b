package dev.sundial.prediction;

import java.util.List;

/**
 * A request that is not answered with a prediction, and why, in words for the caller. Carries no
 * stack trace: callers cause it, as often as they like.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Header> headers;

  private Refusal(int status, String message, Header... headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = List.of(headers);
  }

  /** Not JSON, or not a request at all. */
  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal notFound(String message) {
    return new Refusal(404, message);
  }

  /**
   * @param allow the methods that the path answers, such as {@code GET, HEAD}
   */
  static Refusal wrongMethod(String method, String allow) {
    return new Refusal(
        405, "the method " + method + " is not answered here, only " + allow, Header.allow(allow));
  }

  static Refusal tooLarge(String message) {
    return new Refusal(413, message);
  }

  static Refusal wrongMedia(String message) {
    return new Refusal(415, message);
  }

  /** JSON that is not what the model reads. */
  static Refusal unprocessable(String message) {
    return new Refusal(422, message);
  }

  static Refusal unavailable(String message, long retryAfterSeconds) {
    return new Refusal(503, message, Header.retryAfter(retryAfterSeconds));
  }

  /** A defect of ours; the log has more. */
  static Refusal internal() {
    return new Refusal(500, "the request failed; its id is in the log");
  }

  int status() {
    return status;
  }

  /** Those it carries besides the common ones. */
  List<Header> headers() {
    return headers;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
