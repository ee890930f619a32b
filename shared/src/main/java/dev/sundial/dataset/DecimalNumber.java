package dev.sundial.dataset;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads decimal numbers strictly and without garbage: {@code [+-] digits [. digits] [e [+-]
 * digits]}, ASCII only, blanks around it allowed, at least one digit before the exponent. No NaN,
 * Infinity, hexadecimal, thousands separators or suffixes.
 *
 * <p>The digits go through FastDoubleParser (D. Lemire, "Number Parsing at a Gigabyte per Second",
 * 2021), which gives what {@link Double#parseDouble} gives, to the bit, and takes what it takes;
 * what of that is no decimal number shows in its first two and its last character.
 */
final class DecimalNumber {
  /** Greatest magnitude: squares of more than a million of them still add up to a number. */
  static final double GREATEST = 1e100;

  private DecimalNumber() {}

  /**
   * @return the number, never -0.0; NaN when the text is not a number; an infinity when its
   *     magnitude is above {@link #GREATEST}
   */
  static double parse(char[] text, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end && isBlank(text[at])) {
      at++;
    }
    while (end > at && isBlank(text[end - 1])) {
      end--;
    }
    int first = at < end && isSign(text[at]) ? at + 1 : at;
    if (first >= end || !isDigitOrPoint(text[first]) || !isDigitOrPoint(text[end - 1])) {
      return Double.NaN;
    }
    if (first + 1 < end && (text[first + 1] | ' ') == 'x') {
      return Double.NaN;
    }
    double value;
    try {
      value = JavaDoubleParser.parseDouble(text, at, end - at);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
    if (Math.abs(value) > GREATEST) {
      return Double.POSITIVE_INFINITY;
    }
    return value + 0.0;
  }

  private static boolean isSign(char c) {
    return c == '-' || c == '+';
  }

  private static boolean isDigitOrPoint(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
