package dev.sundial.local.secrets;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a password is made up.
 *
 * @param length 1–4096
 * @param excluded characters it must not have
 * @param everyType whether it has one of each kind that is not excluded
 */
record RandomPassword(
    int length,
    String excluded,
    boolean noLowercase,
    boolean noUppercase,
    boolean noNumbers,
    boolean noPunctuation,
    boolean space,
    boolean everyType) {
  static final int USUAL_LENGTH = 32;
  static final int LONGEST = 4096;

  /**
   * @throws dev.sundial.local.endpoint.AwsError when nothing is left to choose from
   */
  String make(SecureRandom random) {
    List<String> kinds = kinds();
    String all = String.join("", kinds);
    if (all.isEmpty()) {
      throw SecretErrors.invalid("InvalidParameter: every character is excluded");
    }
    if (everyType && kinds.size() > length) {
      throw SecretErrors.invalid("The password is too short to have one of each type");
    }
    List<Character> letters = new ArrayList<>();
    if (everyType) {
      kinds.forEach(kind -> letters.add(pick(kind, random)));
    }
    while (letters.size() < length) {
      letters.add(pick(all, random));
    }
    Collections.shuffle(letters, random);
    StringBuilder password = new StringBuilder();
    letters.forEach(password::append);
    return password.toString();
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    add(kinds, !noLowercase, "abcdefghijklmnopqrstuvwxyz");
    add(kinds, !noUppercase, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    add(kinds, !noNumbers, "0123456789");
    add(kinds, !noPunctuation, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
    add(kinds, space, " ");
    return kinds;
  }

  private void add(List<String> kinds, boolean wanted, String letters) {
    StringBuilder left = new StringBuilder();
    letters.chars().filter(c -> excluded.indexOf(c) < 0).forEach(c -> left.append((char) c));
    if (wanted && !left.isEmpty()) {
      kinds.add(left.toString());
    }
  }

  private static char pick(String from, SecureRandom random) {
    return from.charAt(random.nextInt(from.length()));
  }
}
