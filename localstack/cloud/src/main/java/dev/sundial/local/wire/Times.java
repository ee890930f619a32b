package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Timestamps in trees: an instant that each protocol writes in its own way, and any of their ways
 * read: seconds since the epoch, or ISO 8601.
 */
public final class Times {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private Times() {}

  /** A timestamp for an answer. */
  public static JsonNode of(Instant instant) {
    return JsonNodeFactory.instance.pojoNode(instant);
  }

  /**
   * A timestamp of a request; empty when it has none.
   *
   * @throws AwsError {@code ValidationError} when it is none
   */
  public static Optional<Instant> read(ObjectNode input, String name) {
    JsonNode value = input.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(read(value, name));
  }

  private static Instant read(JsonNode value, String name) {
    try {
      if (value.isNumber()) {
        return ofSeconds(value.decimalValue());
      }
      if (value.isTextual()) {
        return read(value.asText());
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw noTime(value, name);
    }
    throw noTime(value, name);
  }

  private static Instant read(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return ofSeconds(new BigDecimal(text));
    }
  }

  private static Instant ofSeconds(BigDecimal seconds) {
    if (seconds.precision() - seconds.scale() > 18) {
      throw new ArithmeticException("beyond all times");
    }
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).multiply(NANOS).longValue());
  }

  private static AwsError noTime(JsonNode value, String name) {
    return new AwsError(
        400, "ValidationError", "timestamp " + value.asText() + " of " + name + " is malformed");
  }
}
