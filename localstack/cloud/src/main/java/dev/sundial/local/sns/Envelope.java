package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * The documents around a message.
 *
 * @param address of the AWS endpoint, where subscriptions are confirmed and ended
 */
record Envelope(URI address) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Only AWS can sign as AWS does: whoever verifies finds that nothing was. */
  private static final String SIGNATURE =
      Base64.getEncoder()
          .encodeToString("the local cloud does not sign".getBytes(StandardCharsets.UTF_8));

  private static final String CERTIFICATE = "_sundial/not-signed.pem";

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** What a function is invoked with. */
  ObjectNode event(Delivery delivery) {
    Notification notification = delivery.notification();
    ObjectNode event = Trees.object();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("EventSource", "aws:sns");
    record.put("EventVersion", "1.0");
    record.put("EventSubscriptionArn", delivery.subscriptionArn());
    ObjectNode sns = record.putObject("Sns");
    sns.put("Type", "Notification");
    sns.put("MessageId", notification.id());
    sns.put("TopicArn", notification.topicArn());
    sns.put("Subject", notification.subject());
    sns.put("Message", delivery.message());
    sns.put("Timestamp", time(notification.published()));
    sns.put("SignatureVersion", "1");
    sns.put("Signature", SIGNATURE);
    sns.put("SigningCertUrl", certificate());
    sns.put("UnsubscribeUrl", unsubscribe(delivery));
    sns.set("MessageAttributes", attributes(notification));
    return event;
  }

  /** What queues, HTTP servers and readers of JSON mail get. */
  ObjectNode notification(Delivery delivery) {
    Notification notification = delivery.notification();
    ObjectNode node = Trees.object();
    boolean confirmation = delivery.type().confirms();
    node.put("Type", delivery.type().id());
    node.put("MessageId", notification.id());
    if (confirmation) {
      node.put("Token", delivery.token());
    }
    node.put("TopicArn", notification.topicArn());
    if (notification.subject() != null) {
      node.put("Subject", notification.subject());
    }
    node.put("Message", delivery.message());
    if (confirmation) {
      node.put("SubscribeURL", confirm(delivery));
    }
    node.put("Timestamp", time(notification.published()));
    node.put("SignatureVersion", "1");
    node.put("Signature", SIGNATURE);
    node.put("SigningCertURL", certificate());
    if (!confirmation) {
      node.put("UnsubscribeURL", unsubscribe(delivery));
    }
    if (!notification.attributes().isEmpty()) {
      node.set("MessageAttributes", attributes(notification));
    }
    return node;
  }

  /** Where a subscription is confirmed by looking there. */
  String confirm(Delivery delivery) {
    return address
        + "/?Action=ConfirmSubscription&TopicArn="
        + encoded(delivery.notification().topicArn())
        + "&Token="
        + delivery.token();
  }

  /** Where a subscription is ended by looking there. */
  String unsubscribe(Delivery delivery) {
    return address + "/?Action=Unsubscribe&SubscriptionArn=" + encoded(delivery.subscriptionArn());
  }

  private String certificate() {
    return address + "/" + CERTIFICATE;
  }

  private static ObjectNode attributes(Notification notification) {
    ObjectNode attributes = Trees.object();
    notification
        .attributes()
        .forEach(
            (name, attribute) ->
                attributes
                    .putObject(name)
                    .put("Type", attribute.type())
                    .put("Value", attribute.value()));
    return attributes;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
