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
import java.util.function.Predicate;

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

  private final Map<String, List<Subscriber>> subscribers = new ConcurrentHashMap<>();

  Subscriptions(StateStore store, Topics topics, Clock clock) {
    this.shelf = store.shelf("sns.subscriptions", StoredSubscription.class);
    this.topics = topics;
    this.clock = clock;
  }

  /** Those that are there: one that nobody confirmed in time is gone. */
  List<StoredSubscription> all() {
    return shelf.values().stream().filter(this::isThere).toList();
  }

  List<StoredSubscription> of(String topic) {
    return kept(topic).stream().filter(this::isThere).toList();
  }

  /** Those of a topic that messages go to. */
  List<Subscriber> subscribers(String topic) {
    return subscribers.computeIfAbsent(
        topic,
        name ->
            kept(name).stream()
                .filter(StoredSubscription::confirmed)
                .flatMap(one -> Subscriber.of(one).stream())
                .toList());
  }

  Optional<StoredSubscription> find(String arn) {
    return shelf.get(arn).filter(this::isThere);
  }

  private List<StoredSubscription> kept(String topic) {
    return byTopic.computeIfAbsent(
        topic, name -> shelf.values().stream().filter(one -> one.topic().equals(name)).toList());
  }

  private boolean isThere(StoredSubscription subscription) {
    return !subscription.ended() && canBeConfirmed(subscription);
  }

  private boolean canBeConfirmed(StoredSubscription subscription) {
    return subscription.confirmed()
        || !clock.instant().isAfter(subscription.asked().plus(TOKEN_LIFE));
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
   * Subscribes an endpoint; one that is subscribed stays as it is, and one that is pending has two
   * days more to confirm.
   *
   * @throws dev.sundial.local.endpoint.AwsError when the attributes differ from what is there
   */
  synchronized Subscribed subscribe(
      StoredTopic topic, Protocol protocol, String endpoint, Map<String, String> attributes) {
    SubscriptionSettings.checkEndpoint(protocol, endpoint);
    SubscriptionSettings.check(protocol, attributes);
    Optional<StoredSubscription> there =
        of(topic.name()).stream().filter(one -> one.isTo(protocol, endpoint)).findFirst();
    if (there.isPresent()) {
      if (!attributes.isEmpty() && !there.get().settings().equals(attributes)) {
        throw SnsErrors.invalid(
            "Attributes Reason: Subscription already exists with different attributes");
      }
      return new Subscribed(askedAgain(there.get()), false);
    }
    forget(topic.name(), one -> !canBeConfirmed(one) || one.isTo(protocol, endpoint));
    StoredSubscription made =
        new StoredSubscription(
                UUID.randomUUID().toString(),
                topic.name(),
                protocol,
                endpoint,
                Map.of(),
                newToken(),
                protocol.confirmsItself(),
                false,
                clock.instant(),
                false)
            .with(attributes);
    keep(made);
    return new Subscribed(made, true);
  }

  private StoredSubscription askedAgain(StoredSubscription there) {
    if (there.confirmed()) {
      return there;
    }
    StoredSubscription asked = there.asked(clock.instant());
    keep(asked);
    return asked;
  }

  private String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  private void forget(String topic, Predicate<StoredSubscription> which) {
    kept(topic).stream().filter(which).forEach(one -> shelf.remove(one.arn()));
    changed(topic);
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
   * Confirms the subscription that a token was sent for; one that ended is there again as it was.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code InvalidParameter} for a token that is none,
   *     or older than two days
   */
  synchronized StoredSubscription confirm(String topic, String token, boolean onlyBySignature) {
    StoredSubscription subscription =
        kept(topic).stream()
            .filter(one -> one.token().equals(token))
            .findFirst()
            .orElseThrow(() -> SnsErrors.invalid("Token"));
    if (subscription.confirmed()) {
      return subscription;
    }
    if (!canBeConfirmed(subscription)) {
      throw SnsErrors.invalid("Token Reason: it expired two days after it was sent");
    }
    StoredSubscription confirmed = subscription.asConfirmed(onlyBySignature);
    keep(confirmed);
    return confirmed;
  }

  /**
   * Takes a subscription off; already gone is fine.
   *
   * @param cancellable whether it can be brought back
   * @return what is left of it, whose token brings it back; empty when nothing is
   */
  synchronized Optional<StoredSubscription> end(
      String arn, Predicate<StoredSubscription> cancellable) {
    Optional<StoredSubscription> there = find(arn);
    Optional<StoredSubscription> left =
        there.filter(cancellable).map(one -> one.ended(newToken(), clock.instant()));
    there.ifPresent(
        subscription -> {
          left.ifPresentOrElse(this::keep, () -> shelf.removeDurably(arn));
          changed(subscription.topic());
          topics
              .find(subscription.topic())
              .ifPresent(topic -> topics.change(topic.name(), StoredTopic::withOneLess));
        });
    return left;
  }

  /** Those of a topic that is deleted. */
  synchronized void removeAll(String topic) {
    kept(topic).forEach(one -> shelf.removeDurably(one.arn()));
    changed(topic);
  }

  private void keep(StoredSubscription subscription) {
    shelf.putDurably(subscription.arn(), subscription);
    changed(subscription.topic());
  }

  /** What is remembered goes after what it is read from, else a reader brings the old back. */
  private void changed(String topic) {
    byTopic.remove(topic);
    subscribers.remove(topic);
  }
}
