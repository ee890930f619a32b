package dev.sundial.dataset;

/**
 * Reads decimal numbers strictly and without garbage: {@code [+-] digits [. digits] [e [+-]
 * digits]}, ASCII only, blanks around it allowed, at least one digit before the exponent. No NaN,
 * Infinity, hexadecimal, thousands separators or suffixes.
 *
 * <p>Numbers of at most 15 digits and a power of ten up to 22 are exact in two steps (W. D.
 * Clinger, "How to Read Floating Point Numbers Accurately", 1990); the rest goes through {@link
 * Double#parseDouble}.
 */
final class DecimalNumber {
  /** Greatest magnitude: squares of more than a million of them still add up to a number. */
  static final double GREATEST = 1e100;

  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private static final int EXACT_DIGITS = 15;
  private static final int LARGEST_EXPONENT = 100_000;

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
    int start = at;
    boolean negative = at < end && text[at] == '-';
    if (negative || (at < end && text[at] == '+')) {
      at++;
    }
    long digits = 0;
    int significant = 0;
    int exponent = 0;
    boolean any = false;
    boolean fraction = false;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        any = true;
        if (significant > 0 || digit > 0) {
          significant++;
          digits = significant <= EXACT_DIGITS ? digits * 10 + digit : digits;
        }
        exponent -= fraction ? 1 : 0;
      } else if (text[at] == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (!any) {
      return Double.NaN;
    }
    if (at < end) {
      int power = exponent(text, at, end);
      if (power == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      exponent += power;
    }
    double value = value(text, start, end, digits, significant, exponent);
    if (value > GREATEST) {
      return Double.POSITIVE_INFINITY;
    }
    return negative && value != 0 ? -value : value;
  }

  /** The magnitude. */
  private static double value(
      char[] text, int start, int end, long digits, int significant, int exponent) {
    if (significant <= EXACT_DIGITS && exponent >= -22 && exponent <= 22) {
      return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    }
    return Math.abs(Double.parseDouble(new String(text, start, end - start)));
  }

  /** The power of ten after an {@code e}, within bounds; MIN_VALUE when it is none. */
  private static int exponent(char[] text, int from, int end) {
    int at = from;
    if (text[at] != 'e' && text[at] != 'E') {
      return Integer.MIN_VALUE;
    }
    at++;
    boolean negative = at < end && text[at] == '-';
    if (negative || (at < end && text[at] == '+')) {
      at++;
    }
    if (at == end) {
      return Integer.MIN_VALUE;
    }
    int power = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MIN_VALUE;
      }
      power = Math.min(power * 10 + digit, LARGEST_EXPONENT);
    }
    return negative ? -power : power;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
