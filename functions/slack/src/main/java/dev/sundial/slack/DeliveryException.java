package dev.sundial.slack;

/**
 * A message that Slack did not take; a retry may help. It never says where Slack was looked for:
 * whoever knows a webhook's address can write to the channel. So it has no cause either.
 */
final class DeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryException(String message) {
    super(message);
  }
}
