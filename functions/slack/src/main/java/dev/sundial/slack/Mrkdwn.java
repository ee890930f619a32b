package dev.sundial.slack;

import java.util.Locale;

/**
 * Text as Slack reads it: {@code &}, {@code <} and {@code >} escaped, and no longer than a block
 * may be.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Formatting text</a>
 */
final class Mrkdwn {
  /** Longest text of a section, in characters. */
  static final int SECTION = 3_000;

  /** Longest text of a section's field. */
  static final int FIELD = 2_000;

  /** Longest text of a header. */
  static final int HEADER = 150;

  private static final String CUT = "… (cut)";

  private Mrkdwn() {}

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Escaped, and cut to a length, saying so. */
  static String fitted(String text, int most) {
    String whole = escaped(text);
    if (whole.length() <= most) {
      return whole;
    }
    String told = String.format(Locale.ROOT, "… (cut, %,d characters)", text.length());
    int keep = Math.min(text.length(), most - told.length());
    while (escaped(cut(text, keep)).length() > most - told.length()) {
      keep -= Math.max(1, (escaped(cut(text, keep)).length() - (most - told.length())) / 5);
    }
    return escaped(cut(text, keep)) + told;
  }

  /** Plain text, which needs no escapes, cut to a length, saying so. */
  static String plain(String text, int most) {
    return text.length() <= most ? text : cut(text, most - CUT.length()) + CUT;
  }

  static String link(String url, String words) {
    return "<" + url + "|" + words + ">";
  }

  /** Never between the two halves of a character. */
  private static String cut(String text, int length) {
    int end = Math.max(0, Math.min(length, text.length()));
    return text.substring(
        0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
