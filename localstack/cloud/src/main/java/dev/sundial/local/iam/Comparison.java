package dev.sundial.local.iam;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Compares one value of a request with one of a policy. What cannot be read does not match. */
final class Comparison {
  private Comparison() {}

  /** Whether the positive form of the test holds: a {@code Not…} test asks its opposite. */
  static boolean holds(ConditionOperator.Test test, String pattern, String actual) {
    String wanted = Wildcards.plain(pattern);
    return switch (test) {
      case STRING_EQUALS, STRING_NOT_EQUALS, BINARY_EQUALS -> actual.equals(wanted);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
          actual.equalsIgnoreCase(wanted);
      case STRING_LIKE, STRING_NOT_LIKE -> Wildcards.match(pattern, actual);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> numbers(wanted, actual, 0, 0);
      case NUMERIC_LESS_THAN -> numbers(wanted, actual, -1, -1);
      case NUMERIC_LESS_THAN_EQUALS -> numbers(wanted, actual, -1, 0);
      case NUMERIC_GREATER_THAN -> numbers(wanted, actual, 1, 1);
      case NUMERIC_GREATER_THAN_EQUALS -> numbers(wanted, actual, 0, 1);
      case DATE_EQUALS, DATE_NOT_EQUALS -> dates(wanted, actual, 0, 0);
      case DATE_LESS_THAN -> dates(wanted, actual, -1, -1);
      case DATE_LESS_THAN_EQUALS -> dates(wanted, actual, -1, 0);
      case DATE_GREATER_THAN -> dates(wanted, actual, 1, 1);
      case DATE_GREATER_THAN_EQUALS -> dates(wanted, actual, 0, 1);
      case BOOL -> actual.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
      case IP_ADDRESS, NOT_IP_ADDRESS -> inNetwork(wanted, actual);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          Wildcards.matchArn(pattern, actual);
      case NULL -> throw new IllegalArgumentException("Null asks about no value");
    };
  }

  /** What is wrong with a value of a policy, if the test could never be told for it. */
  static Optional<String> flaw(ConditionOperator.Test test, String wanted) {
    return switch (test) {
      case STRING_EQUALS,
          STRING_NOT_EQUALS,
          STRING_EQUALS_IGNORE_CASE,
          STRING_NOT_EQUALS_IGNORE_CASE,
          STRING_LIKE,
          STRING_NOT_LIKE,
          BINARY_EQUALS ->
          Optional.empty();
      case NUMERIC_EQUALS,
          NUMERIC_NOT_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS ->
          unless(numbers(wanted, wanted, 0, 0), "must be a number, was " + wanted);
      case DATE_EQUALS,
          DATE_NOT_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS ->
          unless(date(wanted).isPresent(), "must be a date of ISO 8601, was " + wanted);
      case BOOL, NULL -> unless(wanted.matches("(?i)true|false"), "must be true or false");
      case IP_ADDRESS, NOT_IP_ADDRESS ->
          unless(
              inNetwork(wanted, wanted.replaceFirst("/.*", "")),
              "must be an address or a network, was " + wanted);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          unless(wanted.matches("arn:.*|.*[*].*"), "must be an ARN, was " + wanted);
    };
  }

  private static Optional<String> unless(boolean fine, String flaw) {
    return fine ? Optional.empty() : Optional.of(flaw);
  }

  private static boolean numbers(String wanted, String actual, int least, int most) {
    try {
      return within(new BigDecimal(actual).compareTo(new BigDecimal(wanted)), least, most);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean dates(String wanted, String actual, int least, int most) {
    Optional<Instant> left = date(actual);
    Optional<Instant> right = date(wanted);
    return left.isPresent()
        && right.isPresent()
        && within(left.get().compareTo(right.get()), least, most);
  }

  private static boolean within(int comparison, int least, int most) {
    int sign = Integer.signum(comparison);
    return least <= sign && sign <= most;
  }

  /** ISO 8601, with a time or without, or seconds of the epoch. */
  private static Optional<Instant> date(String text) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(
          text.matches("\\d{1,18}")
              ? Instant.ofEpochSecond(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean inNetwork(String network, String address) {
    int slash = network.indexOf('/');
    Optional<byte[]> base = bytes(slash < 0 ? network : network.substring(0, slash));
    Optional<byte[]> host = bytes(address);
    if (base.isEmpty() || host.isEmpty() || base.get().length != host.get().length) {
      return false;
    }
    int length = base.get().length * 8;
    int prefix = slash < 0 ? length : prefix(network.substring(slash + 1), length);
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((base.get()[bit / 8] & mask) != (host.get()[bit / 8] & mask)) {
        return false;
      }
    }
    return prefix >= 0;
  }

  private static int prefix(String text, int most) {
    return text.matches("\\d{1,3}") && Integer.parseInt(text) <= most ? Integer.parseInt(text) : -1;
  }

  /** Only of what is written as numbers: nothing is looked up. */
  private static Optional<byte[]> bytes(String address) {
    if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
