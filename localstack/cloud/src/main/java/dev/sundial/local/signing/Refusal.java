package dev.sundial.local.signing;

/** Ends the look at a signature; what it says becomes a {@link Verdict.Refused}. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String words;

  private Refusal(String type, String words) {
    super(words, null, false, false);
    this.type = type;
    this.words = words;
  }

  /** The signature cannot be read. */
  static Refusal incomplete(String words) {
    return new Refusal("IncompleteSignatureException", words);
  }

  /** It can be read and is not right. */
  static Refusal invalid(String words) {
    return new Refusal("InvalidSignatureException", words);
  }

  /** Another secret, or another request, than the one that was signed. */
  static Refusal mismatch() {
    return invalid(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  /** There is no such key, or another session token belongs to it. */
  static Refusal unknownKey() {
    return new Refusal(
        "UnrecognizedClientException", "The security token included in the request is invalid.");
  }

  /** The key's session is over. */
  static Refusal expiredKey() {
    return new Refusal(
        "ExpiredTokenException", "The security token included in the request is expired");
  }

  Verdict verdict() {
    return new Verdict.Refused(type, words);
  }
}
