package dev.sundial.prediction;

/**
 * A header of an answer.
 *
 * @param name lower case
 * @param value of characters that JSON does not escape
 */
record Header(String name, String value) {
  static Header allow(String methods) {
    return new Header("allow", methods);
  }

  static Header retryAfter(long seconds) {
    return new Header("retry-after", Long.toString(seconds));
  }
}
