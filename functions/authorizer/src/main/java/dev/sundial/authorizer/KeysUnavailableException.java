package dev.sundial.authorizer;

/**
 * The issuer's keys are not to be had, so that nothing can be said of any token. It leaves the
 * handler: the gateway answers 500, keeps nothing, and the next request asks again.
 */
final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String why) {
    super(why);
  }
}
