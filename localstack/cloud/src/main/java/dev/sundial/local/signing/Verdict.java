package dev.sundial.local.signing;

/** What a look at a request's signature says. */
public sealed interface Verdict {
  /** It has none. */
  record Unsigned() implements Verdict {}

  /** It was made with the secret of this key, for this request. */
  record Genuine(String accessKey) implements Verdict {}

  /**
   * It proves nothing.
   *
   * @param type AWS's name of the error, such as {@code InvalidSignatureException}
   * @param message in AWS's words
   */
  record Refused(String type, String message) implements Verdict {}
}
