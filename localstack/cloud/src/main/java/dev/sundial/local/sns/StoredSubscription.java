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
 * @param bySignature whether only a signed request may take it off
 * @param asked when its confirmation was asked for last
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
    Instant asked) {

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
        id, topic, protocol, endpoint, all, token, confirmed, bySignature, asked);
  }

  StoredSubscription asked(Instant at) {
    return new StoredSubscription(
        id, topic, protocol, endpoint, settings, token, confirmed, bySignature, at);
  }

  StoredSubscription asConfirmed(boolean onlyBySignature) {
    return new StoredSubscription(
        id, topic, protocol, endpoint, settings, token, true, onlyBySignature, asked);
  }
}
