package dev.sundial.local.lambda.environment;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Session keys of one environment; calls signed with them are its calls. */
public record Keys(String accessKey, String secretKey, String sessionToken) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  static Keys random() {
    return new Keys("ASIA" + text(BASE32, 16), text(LETTERS, 40), text(LETTERS, 120));
  }

  static String secret() {
    return text(LETTERS, 32);
  }

  private static String text(String alphabet, int length) {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .mapToObj(index -> String.valueOf(alphabet.charAt(index)))
        .collect(Collectors.joining());
  }
}
