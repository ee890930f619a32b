package dev.sundial.local.sns;

import dev.sundial.local.inbox.Mail;

/** The mails SNS writes. */
final class Mails {
  private static final String SENDER = "AWS Notifications <no-reply@sns.amazonaws.com>";

  private Mails() {}

  static Mail of(Delivery delivery, Envelope envelope) {
    Notification notification = delivery.notification();
    String body =
        delivery.protocol() == Protocol.EMAIL_JSON
            ? envelope.notification(delivery).toPrettyString()
            : text(delivery, envelope);
    return new Mail(
        delivery.id(),
        SENDER,
        delivery.endpoint(),
        subject(delivery),
        body,
        delivery.type().confirms() ? envelope.confirm(delivery) : null,
        notification.published());
  }

  private static String subject(Delivery delivery) {
    return switch (delivery.type()) {
      case SUBSCRIPTION -> "AWS Notification - Subscription Confirmation";
      case UNSUBSCRIPTION -> "AWS Notification - Unsubscribe Confirmation";
      case NOTIFICATION -> {
        String subject = delivery.notification().subject();
        yield subject == null ? "AWS Notification Message" : subject;
      }
    };
  }

  private static String text(Delivery delivery, Envelope envelope) {
    return switch (delivery.type()) {
      case SUBSCRIPTION -> invitation(delivery);
      case UNSUBSCRIPTION -> farewell(delivery);
      case NOTIFICATION -> news(delivery, envelope);
    };
  }

  private static String farewell(Delivery delivery) {
    return """
        Your subscription to the topic below has been deactivated:
        %s

        If this was in error or you wish to resubscribe, follow the link below.
        """
        .formatted(delivery.notification().topicArn());
  }

  private static String invitation(Delivery delivery) {
    return """
        You have chosen to subscribe to the topic:
        %s

        To confirm this subscription, follow the link below (If this was in error no action is necessary).
        """
        .formatted(delivery.notification().topicArn());
  }

  private static String news(Delivery delivery, Envelope envelope) {
    return """
        %s

        --
        If you wish to stop receiving notifications from this topic, please visit:
        %s
        """
        .formatted(delivery.message(), envelope.unsubscribe(delivery));
  }
}
