package dev.sundial.local.sqs;

import java.util.Optional;

/** The attributes of a queue that are whole numbers, with the bounds and defaults of AWS. */
enum QueueNumber {
  /** Seconds before a new message can be received. */
  DELAY_SECONDS("DelaySeconds", 0, 0, 900),
  /** Bytes of body and attributes together. */
  MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", 1_048_576, 1_024, 1_048_576),
  /** Seconds after which a message is dropped. */
  MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", 345_600, 60, 1_209_600),
  /** Seconds a receive waits (real time) when it does not say. */
  RECEIVE_WAIT_SECONDS("ReceiveMessageWaitTimeSeconds", 0, 0, 20),
  /** Seconds a received message is hidden when the receive does not say. */
  VISIBILITY_TIMEOUT("VisibilityTimeout", 30, 0, 43_200);

  private final String attribute;
  private final int absent;
  private final int min;
  private final int max;

  QueueNumber(String attribute, int absent, int min, int max) {
    this.attribute = attribute;
    this.absent = absent;
    this.min = min;
    this.max = max;
  }

  String attribute() {
    return attribute;
  }

  int absent() {
    return absent;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** The value if the text is a whole number within the bounds. */
  Optional<Integer> parse(String text) {
    try {
      int value = Integer.parseInt(text.strip());
      return value < min || value > max ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<QueueNumber> named(String attribute) {
    for (QueueNumber number : values()) {
      if (number.attribute.equals(attribute)) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }
}
