package dev.sundial.local.sns;

import dev.sundial.local.inbox.Mail;

/** The mails SNS writes. */
final class Mails {
  private static final String SENDER = "AWS Notifications <no-reply@sns.amazonaws.com>";

  private Mails() {}

  static Mail of(Delivery delivery, Envelope envelope) {
    Notification notification = delivery.notification();
    boolean confirmation = delivery.token() != null;
    String subject =
        confirmation
            ? "AWS Notification - Subscription Confirmation"
            : notification.subject() == null ? "AWS Notification Message" : notification.subject();
    String body =
        delivery.protocol() == Protocol.EMAIL_JSON
            ? envelope.notification(delivery).toPrettyString()
            : confirmation ? invitation(delivery) : text(delivery, envelope);
    return new Mail(
        delivery.id(),
        SENDER,
        delivery.endpoint(),
        subject,
        body,
        confirmation ? envelope.confirm(delivery) : null,
        notification.published());
  }

  private static String invitation(Delivery delivery) {
    return """
        You have chosen to subscribe to the topic:
        %s

        To confirm this subscription, follow the link below (If this was in error no action is necessary).
        """
        .formatted(delivery.notification().topicArn());
  }

  private static String text(Delivery delivery, Envelope envelope) {
    return """
        %s

        --
        If you wish to stop receiving notifications from this topic, please visit:
        %s
        """
        .formatted(delivery.message(), envelope.unsubscribe(delivery));
  }
}
