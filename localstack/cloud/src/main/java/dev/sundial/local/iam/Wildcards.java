package dev.sundial.local.iam;

/**
 * {@code *} for any text and {@code ?} for one character, in time linear in both for each star.
 * What a pattern holds literally ({@link #literal}) stands for itself.
 */
final class Wildcards {
  private static final char STAR = '\uE02A';
  private static final char QUESTION = '\uE03F';

  private Wildcards() {}

  /** A text as part of a pattern that it, and nothing else, matches. */
  static String literal(String text) {
    return text.replace('*', STAR).replace('?', QUESTION);
  }

  /** A pattern as a text that is not one. */
  static String plain(String pattern) {
    return pattern.replace(STAR, '*').replace(QUESTION, '?');
  }

  static boolean match(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || plain(pattern.charAt(p)) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static char plain(char c) {
    return switch (c) {
      case STAR -> '*';
      case QUESTION -> '?';
      default -> c;
    };
  }

  /** Whether it can be the pattern of an ARN. */
  static boolean isArn(String pattern) {
    return pattern.equals("*") || pattern.split(":", 6).length == 6;
  }

  /**
   * Whether an ARN matches a pattern. The six parts between colons are compared one by one, so that
   * a star in one does not reach into the next; the last one may hold colons.
   */
  static boolean matchArn(String pattern, String arn) {
    if (pattern.equals("*")) {
      return true;
    }
    String[] patterns = pattern.split(":", 6);
    String[] parts = arn.split(":", 6);
    if (patterns.length != 6 || parts.length != 6) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!match(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
