package dev.sundial.local.sns;

/** What a message is for, as its receiver reads it. */
enum MessageType {
  NOTIFICATION("Notification"),
  /** Asks whether the endpoint wants what it was subscribed to. */
  SUBSCRIPTION("SubscriptionConfirmation"),
  /** Tells that it is subscribed no more, and how it would be again. */
  UNSUBSCRIPTION("UnsubscribeConfirmation");

  private final String id;

  MessageType(String id) {
    this.id = id;
  }

  /** As messages and their headers say it. */
  String id() {
    return id;
  }

  /** Whether following its link subscribes. */
  boolean confirms() {
    return this != NOTIFICATION;
  }
}
