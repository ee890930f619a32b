package dev.sundial.authorizer;

/** What became of a token. */
sealed interface Verdict {

  /**
   * It is genuine and meant for this API, now.
   *
   * @param subject whom the issuer issued it for; not empty
   */
  record Accepted(String issuer, String subject) implements Verdict {}

  /** It is not taken. */
  record Refused(Refusal why) implements Verdict {}
}
