package dev.sundial.local.alarms;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened to alarms in the last 30 days; it outlives the alarms. */
final class History {
  static final Duration KEPT = Duration.ofDays(30);

  private final Shelf<HistoryItem> shelf;

  History(StateStore store) {
    this.shelf = store.shelf("alarms.history", HistoryItem.class);
  }

  synchronized void add(HistoryItem item) {
    shelf.put(freeKey(item.at()), item);
    forget(item.at().minus(KEPT));
  }

  /** Keys with their items, oldest first. */
  synchronized List<java.util.Map.Entry<String, HistoryItem>> entries() {
    return shelf.from("", Integer.MAX_VALUE);
  }

  private void forget(Instant before) {
    String limit = key(before, 0);
    Optional<String> oldest = shelf.firstKey();
    while (oldest.isPresent() && oldest.get().compareTo(limit) < 0) {
      shelf.remove(oldest.get());
      oldest = shelf.firstKey();
    }
  }

  /** Several things happen in a millisecond of virtual time. */
  private String freeKey(Instant at) {
    int number = 0;
    while (shelf.get(key(at, number)).isPresent()) {
      number++;
    }
    return key(at, number);
  }

  private static String key(Instant at, int number) {
    return String.format(Locale.ROOT, "%015d-%06d", at.toEpochMilli(), number);
  }
}
