package dev.sundial.local.sns;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who is subscribed to what. */
final class Subscriptions {
  /** How long a subscription can be confirmed. */
  private static final Duration TOKEN_LIFE = Duration.ofDays(2);

  private static final int TOKEN_BYTES = 32;

  private final Shelf<StoredSubscription> shelf;
  private final Topics topics;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** By topic; subscriptions change seldom and are asked for at every message. */
  private final Map<String, List<StoredSubscription>> byTopic = new ConcurrentHashMap<>();

  Subscriptions(StateStore store, Topics topics, Clock clock) {
    this.shelf = store.shelf("sns.subscriptions", StoredSubscription.class);
    this.topics = topics;
    this.clock = clock;
  }

  List<StoredSubscription> all() {
    return shelf.values();
  }

  List<StoredSubscription> of(String topic) {
    return byTopic.computeIfAbsent(
        topic, name -> all().stream().filter(one -> one.topic().equals(name)).toList());
  }

  Optional<StoredSubscription> find(String arn) {
    return shelf.get(arn);
  }

  StoredSubscription get(String arn) {
    if (!arn.matches("arn:aws:sns:[^:]*:[^:]*:[^:]+:[^:]+")) {
      throw SnsErrors.invalid("SubscriptionArn Reason: An ARN must have at least 6 elements");
    }
    return find(arn).orElseThrow(SnsErrors::noSubscription);
  }

  /** What became of asking for a subscription. */
  record Subscribed(StoredSubscription subscription, boolean isNew) {}

  /**
   * Subscribes an endpoint; one that is subscribed stays as it is.
   *
   * @throws dev.sundial.local.endpoint.AwsError when the attributes differ from what is there
   */
  synchronized Subscribed subscribe(
      StoredTopic topic, Protocol protocol, String endpoint, Map<String, String> attributes) {
    SubscriptionSettings.checkEndpoint(protocol, endpoint);
    SubscriptionSettings.check(protocol, attributes);
    Optional<StoredSubscription> there =
        of(topic.name()).stream()
            .filter(one -> one.protocol() == protocol && one.endpoint().equals(endpoint))
            .findFirst();
    if (there.isPresent()) {
      if (!attributes.isEmpty() && !there.get().settings().equals(attributes)) {
        throw SnsErrors.invalid(
            "Attributes Reason: Subscription already exists with different attributes");
      }
      return new Subscribed(there.get(), false);
    }
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    StoredSubscription made =
        new StoredSubscription(
                UUID.randomUUID().toString(),
                topic.name(),
                protocol,
                endpoint,
                Map.of(),
                HexFormat.of().formatHex(token),
                protocol.confirmsItself(),
                false,
                clock.instant())
            .with(attributes);
    keep(made);
    return new Subscribed(made, true);
  }

  synchronized StoredSubscription configure(String arn, Map<String, String> attributes) {
    StoredSubscription subscription = get(arn);
    Map<String, String> whole = new java.util.TreeMap<>(subscription.settings());
    whole.putAll(attributes);
    SubscriptionSettings.check(subscription.protocol(), whole);
    StoredSubscription changed = subscription.with(attributes);
    keep(changed);
    return changed;
  }

  /**
   * Confirms the subscription that a token was sent for.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code InvalidParameter} for a token that is none,
   *     or older than two days
   */
  synchronized StoredSubscription confirm(String topic, String token, boolean onlyBySignature) {
    StoredSubscription subscription =
        of(topic).stream()
            .filter(one -> one.token().equals(token))
            .findFirst()
            .orElseThrow(() -> SnsErrors.invalid("Token"));
    if (subscription.confirmed()) {
      return subscription;
    }
    if (clock.instant().isAfter(subscription.created().plus(TOKEN_LIFE))) {
      throw SnsErrors.invalid("Token Reason: it expired two days after it was sent");
    }
    StoredSubscription confirmed = subscription.asConfirmed(onlyBySignature);
    keep(confirmed);
    return confirmed;
  }

  /** Takes a subscription off; already gone is fine. */
  synchronized void remove(String arn) {
    find(arn)
        .ifPresent(
            subscription -> {
              shelf.removeDurably(arn);
              byTopic.remove(subscription.topic());
              topics
                  .find(subscription.topic())
                  .ifPresent(topic -> topics.change(topic.name(), StoredTopic::withOneLess));
            });
  }

  /** Those of a topic that is deleted. */
  synchronized void removeAll(String topic) {
    of(topic).forEach(one -> shelf.removeDurably(one.arn()));
    byTopic.remove(topic);
  }

  private void keep(StoredSubscription subscription) {
    shelf.putDurably(subscription.arn(), subscription);
    byTopic.remove(subscription.topic());
  }
}
