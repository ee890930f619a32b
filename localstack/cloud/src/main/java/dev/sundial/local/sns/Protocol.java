package dev.sundial.local.sns;

import java.util.Optional;

/** How a subscription is delivered to. */
enum Protocol {
  LAMBDA("lambda"),
  SQS("sqs"),
  HTTP("http"),
  HTTPS("https"),
  EMAIL("email"),
  EMAIL_JSON("email-json");

  private final String id;

  Protocol(String id) {
    this.id = id;
  }

  /** As requests and templates say it. */
  String id() {
    return id;
  }

  static Optional<Protocol> parse(String id) {
    for (Protocol protocol : values()) {
      if (protocol.id.equals(id)) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** Whether it is there at once; of the others somebody has to say that they want it. */
  boolean confirmsItself() {
    return this == LAMBDA || this == SQS;
  }

  /**
   * Whether an endpoint learns that it was unsubscribed.
   *
   * @param byOwner whether the subscription's owner did it
   */
  boolean isToldOfItsEnd(boolean byOwner) {
    return isHttp() || !confirmsItself() && !byOwner;
  }

  boolean isHttp() {
    return this == HTTP || this == HTTPS;
  }

  /** Whether a message may go without its envelope. */
  boolean canBeRaw() {
    return this == SQS || isHttp();
  }
}
