package dev.sundial.registry;

import dev.sundial.lifecycle.LifecycleEvent;

/**
 * An event as it will be sent.
 *
 * @param detailType such as {@code ModelPromoted}
 * @param json the detail
 */
public record OutboxEvent(String detailType, String json) {

  static OutboxEvent of(LifecycleEvent event) {
    return new OutboxEvent(event.detailType(), event.toJson());
  }
}
