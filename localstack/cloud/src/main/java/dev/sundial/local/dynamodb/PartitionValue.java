package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsError;
import java.math.BigDecimal;
import java.util.Base64;

/** The value of a partition key as policies see it: a text, however it was spelled. */
final class PartitionValue {
  private static final int MOST_DIGITS = 38;
  private static final int MOST_PLACES = 256;

  private PartitionValue() {}

  /** That of a key in full, as {@code GetItem} is given one. */
  static String ofKey(String partition, JsonNode key) {
    if (!key.has(partition)) {
      throw AwsError.validation("The provided key element does not match the schema");
    }
    return of(partition, key.path(partition));
  }

  /** That of a whole item. */
  static String ofItem(String partition, JsonNode item) {
    if (!item.has(partition)) {
      throw AwsError.validation(
          "One or more parameter values were invalid: Missing the key "
              + partition
              + " in the item");
    }
    return of(partition, item.path(partition));
  }

  /**
   * @param value an attribute's value, such as {@code {"S": "MODEL#iris"}}
   * @throws AwsError {@code ValidationException} when it is none that a key can have
   */
  static String of(String partition, JsonNode value) {
    if (value.size() == 1 && value.path("S").isTextual()) {
      return value.get("S").asText();
    }
    try {
      if (value.size() == 1 && value.path("N").isTextual()) {
        return number(value.get("N").asText());
      }
      if (value.size() == 1 && value.path("B").isTextual()) {
        byte[] bytes = Base64.getDecoder().decode(value.get("B").asText());
        return Base64.getEncoder().encodeToString(bytes);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(partition);
    }
    throw invalid(partition);
  }

  private static String number(String text) {
    BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_PLACES) {
      throw new IllegalArgumentException("more than a number can be");
    }
    return number.toPlainString();
  }

  private static AwsError invalid(String partition) {
    return AwsError.validation(
        "One or more parameter values were invalid: Type mismatch for key " + partition);
  }
}
