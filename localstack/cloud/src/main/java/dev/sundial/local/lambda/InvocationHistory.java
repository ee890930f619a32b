package dev.sundial.local.lambda;

import dev.sundial.local.state.Shelf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The attempts that run, and the last 5,000 that ended. */
public final class InvocationHistory implements InvocationSource {
  private static final int KEPT = 5_000;

  private final Shelf<InvocationRecord> shelf;
  private final Map<Long, InFlight> running = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  InvocationHistory(Shelf<InvocationRecord> shelf) {
    this.shelf = shelf;
    List<String> keys = shelf.keys();
    numbers.set(keys.isEmpty() ? 0 : Long.parseLong(keys.getLast()));
  }

  /** The newest attempts, running ones included, newest first. */
  @Override
  public List<InvocationRecord> recent(int limit) {
    // Running ones first: one that ends meanwhile is then there twice, and never missing.
    Map<Long, InvocationRecord> found = new HashMap<>();
    running.forEach((number, inFlight) -> found.put(number, inFlight.running()));
    ended(limit).forEach(record -> found.put(record.number(), record));
    return found.values().stream()
        .sorted(Comparator.comparingLong(InvocationRecord::number).reversed())
        .limit(limit)
        .toList();
  }

  /** Every attempt of a request that is still remembered, oldest first. */
  @Override
  public List<InvocationRecord> ofRequest(String requestId) {
    return recent(KEPT).reversed().stream().filter(it -> it.requestId().equals(requestId)).toList();
  }

  /** One attempt. */
  @Override
  public Optional<InvocationRecord> find(long number) {
    InFlight inFlight = running.get(number);
    Optional<InvocationRecord> ended = shelf.get(key(number));
    return ended.isEmpty() && inFlight != null ? Optional.of(inFlight.running()) : ended;
  }

  long nextNumber() {
    return numbers.incrementAndGet();
  }

  void begin(InFlight inFlight) {
    running.put(inFlight.number(), inFlight);
  }

  void end(InvocationRecord record) {
    shelf.put(key(record.number()), record);
    running.remove(record.number());
    while (shelf.size() > KEPT) {
      shelf.firstKey().ifPresent(shelf::remove);
    }
  }

  /** Notes what follows of an attempt. */
  void follow(long number, String what) {
    shelf.get(key(number)).ifPresent(it -> shelf.put(key(number), it.followedBy(what)));
  }

  private List<InvocationRecord> ended(int limit) {
    String from = key(Math.max(0, numbers.get() - limit - running.size()));
    List<InvocationRecord> records = new ArrayList<>();
    shelf.from(from, limit + running.size() + 1).forEach(it -> records.add(it.getValue()));
    return records;
  }

  private static String key(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 12 - digits.length())) + digits;
  }
}
