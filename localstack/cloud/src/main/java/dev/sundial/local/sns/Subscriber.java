package dev.sundial.local.sns;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * A subscription with its filter policy, which is read once. One that cannot be asked concerns its
 * own subscription only: it gets nothing, everybody else their message.
 *
 * @param filter empty when it wants every message
 */
record Subscriber(StoredSubscription subscription, Optional<FilterPolicy> filter) {
  private static final Logger LOG = System.getLogger(Subscriber.class.getName());

  static Optional<Subscriber> of(StoredSubscription subscription) {
    try {
      return Optional.of(new Subscriber(subscription, subscription.filter()));
    } catch (RuntimeException e) {
      complain(subscription, e);
      return Optional.empty();
    }
  }

  boolean wants(Notification notification) {
    try {
      return filter.map(policy -> policy.matches(notification)).orElse(true);
    } catch (RuntimeException e) {
      complain(subscription, e);
      return false;
    }
  }

  private static void complain(StoredSubscription subscription, RuntimeException e) {
    LOG.log(Level.ERROR, "the filter policy of " + subscription.arn() + " cannot be asked", e);
  }
}
