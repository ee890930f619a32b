package dev.sundial.local.time;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The values of a field of a cron expression: {@code *}, {@code 5}, {@code 1-5}, {@code 0/15},
 * {@code MON,WED}.
 *
 * @param names of the values from {@code min}, when they have names
 */
record CronRange(String field, int min, int max, List<String> names) {

  static CronRange of(String field, int min, int max, List<String> names) {
    return new CronRange(field, min, max, names);
  }

  BitSet parse(String text) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      add(values, part, text);
    }
    return values;
  }

  private void add(BitSet values, String part, String whole) {
    String[] halves = part.split("/", -1);
    if (halves.length > 2) {
      throw refuse(whole);
    }
    int step = halves.length == 1 ? 1 : number(halves[1], whole);
    if (step < 1) {
      throw refuse(whole);
    }
    String range = halves[0];
    int dash = range.indexOf('-');
    int from;
    int to;
    if (range.equals("*")) {
      from = min;
      to = max;
    } else if (dash >= 0) {
      from = value(range.substring(0, dash), whole);
      to = value(range.substring(dash + 1), whole);
    } else {
      from = value(range, whole);
      to = halves.length == 1 ? from : max;
    }
    if (from > to) {
      throw refuse(whole);
    }
    for (int i = from; i <= to; i += step) {
      values.set(i);
    }
  }

  /** A value by its number or name. */
  int value(String text, String whole) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int value = named >= 0 ? named + min : number(text, whole);
    if (value < min || value > max) {
      throw refuse(whole);
    }
    return value;
  }

  private int number(String text, String whole) {
    if (!text.matches("\\d{1,4}")) {
      throw refuse(whole);
    }
    return Integer.parseInt(text);
  }

  IllegalArgumentException refuse(String text) {
    return new IllegalArgumentException(
        "Invalid Schedule Expression: the field " + field + " cannot be \"" + text + "\"");
  }
}
