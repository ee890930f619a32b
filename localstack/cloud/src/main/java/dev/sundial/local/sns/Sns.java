package dev.sundial.local.sns;

import dev.sundial.local.delivery.Functions;
import dev.sundial.local.delivery.Target;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** SNS: takes messages for topics and sends them to whoever is subscribed. */
public final class Sns {
  private final Topics topics;
  private final Subscriptions subscriptions;
  private final Timeline timeline;
  private final Postman postman;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * @param functions that subscribe
   * @param queues that subscribe, and where dead letters go
   * @param mail of everybody who subscribes with an address
   * @param clearance decides whether a topic may
   * @param address of the AWS endpoint
   */
  public Sns(
      StateStore store,
      Timeline timeline,
      Topics topics,
      Functions functions,
      Queues queues,
      MailInbox mail,
      Clearance clearance,
      URI address) {
    this.topics = topics;
    this.timeline = timeline;
    this.subscriptions = new Subscriptions(store, topics, timeline.clock());
    this.postman = new Postman(store, timeline, functions, queues, mail, clearance, address);
  }

  /** Takes up what was on its way when the local cloud ended. */
  public void start() {
    postman.start();
  }

  /** The service behind the endpoint. */
  public AwsService service() {
    return new SnsService(this).service();
  }

  /** Topics as targets of rules and schedules. */
  public Target target() {
    return new TopicTarget(this);
  }

  public List<ResourceType<?>> resourceTypes() {
    return List.of(
        new TopicResource(this), new TopicPolicyResource(topics), new SubscriptionResource(this));
  }

  /**
   * Publishes; when this returns, a kill can no longer lose it. Asks nobody for permission.
   *
   * @param topicArn of a topic
   * @param subject null for none
   * @param texts attributes of the message that are strings
   * @return the message's id
   * @throws AwsError {@code NotFound}, or {@code InvalidParameter} when the message does not fit
   */
  public String publish(
      String topicArn, @Nullable String subject, String message, Map<String, String> texts) {
    Map<String, NotificationAttribute> attributes = new TreeMap<>();
    texts.forEach((name, text) -> attributes.put(name, new NotificationAttribute("String", text)));
    return publish(topicArn, subject, Texts.of(message), attributes);
  }

  /**
   * The same for a service of AWS, which cannot use the key {@code alias/aws/sns}.
   *
   * @throws AwsError {@code KMSAccessDenied} when the topic is under it
   */
  public String publishAsService(
      String topicArn, @Nullable String subject, String message, Map<String, String> texts) {
    if (topics.get(topicArn).isUnderManagedKey()) {
      throw new AwsError(
          400,
          "KMSAccessDenied",
          "null (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: "
              + UUID.randomUUID()
              + ")");
    }
    return publish(topicArn, subject, message, texts);
  }

  String publish(
      String topicArn,
      @Nullable String subject,
      Texts texts,
      Map<String, NotificationAttribute> attributes) {
    StoredTopic topic = topics.get(topicArn);
    Notification notification =
        new Notification(
            UUID.randomUUID().toString(),
            topic.arn(),
            subject,
            texts.usual(),
            texts.byProtocol(),
            attributes,
            timeline.clock().instant());
    notification.check(texts.whole());
    List<Delivery> deliveries =
        subscriptions.subscribers(topic.name()).stream()
            .filter(one -> one.wants(notification))
            .map(one -> Delivery.of(deliveryId(notification), one.subscription(), notification))
            .toList();
    if (!deliveries.isEmpty()) {
      postman.send(deliveries);
    }
    return notification.id();
  }

  /** Subscribes an endpoint, and asks it to confirm that when it has to. */
  StoredSubscription subscribe(
      StoredTopic topic, Protocol protocol, String endpoint, Map<String, String> attributes) {
    Subscriptions.Subscribed subscribed =
        subscriptions.subscribe(topic, protocol, endpoint, attributes);
    StoredSubscription subscription = subscribed.subscription();
    if (!subscription.confirmed()) {
      confirm(
          subscription,
          "You have chosen to subscribe to the topic "
              + topic.arn()
              + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
    }
    return subscription;
  }

  /**
   * Takes a subscription off; already gone is fine. HTTP endpoints are told, and may cancel it, as
   * the <a
   * href="https://docs.aws.amazon.com/sns/latest/dg/http-unsubscribe-confirmation-json.html">developer
   * guide</a> has it; mail is, when somebody did it who need not be the owner, as the <a
   * href="https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html">API reference</a> has
   * it.
   *
   * @param byOwner whether the request was signed
   */
  void unsubscribe(String arn, boolean byOwner) {
    subscriptions
        .end(arn, one -> one.confirmed() && one.protocol().isToldOfItsEnd(byOwner))
        .ifPresent(
            ended ->
                confirm(
                    ended,
                    "You have chosen to deactivate subscription "
                        + arn
                        + ".\nTo cancel this operation and restore the subscription, visit the"
                        + " SubscribeURL included in this message."));
  }

  private void confirm(StoredSubscription subscription, String message) {
    Notification request =
        new Notification(
            UUID.randomUUID().toString(),
            subscription.topicArn(),
            null,
            message,
            Map.of(),
            Map.of(),
            timeline.clock().instant());
    postman.send(List.of(Delivery.confirmation(deliveryId(request), subscription, request)));
  }

  void delete(String topic) {
    subscriptions.removeAll(topic);
    topics.delete(topic);
  }

  Topics topics() {
    return topics;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** In the order of publishing, also after a restart. */
  private String deliveryId(Notification notification) {
    return "%015d-%06d-%s"
        .formatted(
            notification.published().toEpochMilli(),
            numbers.incrementAndGet() % 1_000_000,
            notification.id());
  }

  Instant now() {
    return timeline.clock().instant();
  }
}
