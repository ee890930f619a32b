package dev.sundial.local.apigateway;

/** The path and query of a request line, which API Gateway wants percent-encoded. */
final class RequestTarget {
  /** Not allowed in a URI as they are; API Gateway's notes name braces and the bar. */
  private static final String ILLEGAL = "\"<>\\^`{|}";

  private RequestTarget() {}

  /** Whether the gateway reads it; it answers 400 otherwise. */
  static boolean isWellFormed(String path, String query) {
    return isWellFormed(path) && isWellFormed(query);
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || ILLEGAL.indexOf(c) >= 0) {
        return false;
      }
      if (c == '%' && !(isHex(text, i + 1) && isHex(text, i + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }
}
