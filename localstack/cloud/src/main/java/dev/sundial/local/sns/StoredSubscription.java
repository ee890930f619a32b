package dev.sundial.local.sns;

import dev.sundial.local.endpoint.Account;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A subscription as it is remembered.
 *
 * @param id the last part of its ARN
 * @param settings attributes that were set, by name
 * @param token by which it is confirmed
 * @param confirmed whether it is
 * @param bySignature whether who confirmed it wants only a signed request to take it off
 * @param asked when its confirmation was asked for last, or when it ended
 * @param ended whether somebody unsubscribed it; its token still brings it back
 */
record StoredSubscription(
    String id,
    String topic,
    Protocol protocol,
    String endpoint,
    Map<String, String> settings,
    String token,
    boolean confirmed,
    boolean bySignature,
    Instant asked,
    boolean ended) {

  StoredSubscription {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  String arn() {
    return topicArn() + ":" + id;
  }

  String topicArn() {
    return Account.arn("sns", topic);
  }

  boolean isRaw() {
    return settings.getOrDefault(SubscriptionSettings.RAW, "false").equals("true");
  }

  Optional<FilterPolicy> filter() {
    return Optional.ofNullable(settings.get(SubscriptionSettings.FILTER))
        .map(json -> FilterPolicy.parse(json, SubscriptionSettings.scope(settings)));
  }

  /** ARN of the queue for what could not be delivered. */
  Optional<String> deadLetterQueue() {
    return Optional.ofNullable(settings.get(SubscriptionSettings.REDRIVE))
        .flatMap(SubscriptionSettings::deadLetterQueue);
  }

  StoredSubscription with(Map<String, String> changed) {
    Map<String, String> all = new TreeMap<>(settings);
    changed.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return new StoredSubscription(
        id, topic, protocol, endpoint, all, token, confirmed, bySignature, asked, ended);
  }

  StoredSubscription asked(Instant at) {
    return new StoredSubscription(
        id, topic, protocol, endpoint, settings, token, confirmed, bySignature, at, ended);
  }

  StoredSubscription asConfirmed(boolean onlyBySignature) {
    return new StoredSubscription(
        id, topic, protocol, endpoint, settings, token, true, onlyBySignature, asked, false);
  }

  /** Unsubscribed, until a new token subscribes it again. */
  StoredSubscription ended(String newToken, Instant at) {
    return new StoredSubscription(
        id, topic, protocol, endpoint, settings, newToken, false, false, at, true);
  }

  /** Whether only a signed request may take it off. */
  boolean needsSignature() {
    return bySignature || protocol.confirmsItself();
  }

  boolean isTo(Protocol other, String address) {
    return protocol == other && endpoint.equals(address);
  }
}
