package dev.sundial.local.dynamodb;

import dev.sundial.local.endpoint.Account;
import java.nio.charset.StandardCharsets;

/** DynamoDB Local's tables live in a region {@code ddblocal}; its ARNs are told in ours. */
final class Regions {
  private static final String LOCAL = "arn:aws:dynamodb:ddblocal:";
  private static final String OURS = "arn:aws:dynamodb:" + Account.REGION + ":";

  private Regions() {}

  static byte[] fromLocal(byte[] body) {
    return replace(body, LOCAL, OURS);
  }

  static byte[] toLocal(byte[] body) {
    return replace(body, OURS, LOCAL);
  }

  private static byte[] replace(byte[] body, String from, String to) {
    return new String(body, StandardCharsets.UTF_8)
        .replace(from, to)
        .getBytes(StandardCharsets.UTF_8);
  }
}
