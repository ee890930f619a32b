package dev.sundial.local.sqs;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the messages of all queues are remembered, under the queue's number and their sequence. */
final class MessageShelves {
  private final StateStore store;
  private final Shelf<StoredMessage> messages;
  private final Shelf<Visibility> visibilities;

  MessageShelves(StateStore store) {
    this.store = store;
    this.messages = store.shelf("sqs-messages", StoredMessage.class);
    this.visibilities = store.shelf("sqs-visibilities", Visibility.class);
  }

  /**
   * What was remembered, by queue and sequence. Bodies that a kill left half written are dropped.
   */
  Map<Long, TreeMap<Long, Visibility>> load() {
    Map<Long, TreeMap<Long, Visibility>> queues = new TreeMap<>();
    Set<String> orphans = new HashSet<>(messages.keys());
    for (Map.Entry<String, Visibility> entry : visibilities.from("", Integer.MAX_VALUE)) {
      if (orphans.remove(entry.getKey())) {
        String[] key = entry.getKey().split("/", 2);
        queues
            .computeIfAbsent(Long.parseLong(key[0]), n -> new TreeMap<>())
            .put(Long.parseLong(key[1]), entry.getValue());
      } else {
        visibilities.remove(entry.getKey());
      }
    }
    orphans.forEach(messages::remove);
    return queues;
  }

  void add(long queue, long sequence, StoredMessage message, Visibility visibility) {
    String key = key(queue, sequence);
    messages.put(key, message);
    visibilities.put(key, visibility);
  }

  StoredMessage message(long queue, long sequence) {
    return messages
        .get(key(queue, sequence))
        .orElseThrow(() -> new IllegalStateException("a message lost its body"));
  }

  void change(long queue, long sequence, Visibility visibility) {
    visibilities.put(key(queue, sequence), visibility);
  }

  void remove(long queue, long sequence) {
    String key = key(queue, sequence);
    visibilities.remove(key);
    messages.remove(key);
  }

  /** Returns when a kill of the process can no longer undo what was done. */
  void commit() {
    store.commit();
  }

  private static String key(long queue, long sequence) {
    return String.format(Locale.ROOT, "%010d/%018d", queue, sequence);
  }
}
