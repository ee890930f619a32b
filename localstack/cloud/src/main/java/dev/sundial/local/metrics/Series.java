package dev.sundial.local.metrics;

import dev.sundial.local.state.Shelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One metric in one unit: its pages, some of them in memory. Safe for concurrent use; each series
 * has a lock of its own.
 */
final class Series {
  private final Shelf<StoredPage> shelf;
  private final Map<Resolution, TreeMap<Integer, Page>> pages = new EnumMap<>(Resolution.class);
  private final List<Page> dirty = new ArrayList<>();
  private StoredSeries stored;
  private boolean moved;
  private long flushes;
  private volatile long newest; // nothing was measured from then on, in epoch seconds

  Series(StoredSeries stored, Shelf<StoredPage> shelf) {
    this.stored = stored;
    this.shelf = shelf;
    for (Resolution resolution : Resolution.values()) {
      pages.put(resolution, new TreeMap<>());
    }
    for (StoredSeries.Kept kept : stored.kept()) {
      for (int number = kept.first(); number <= kept.last(); number++) {
        pages(kept.resolution()).put(number, new Page(kept.resolution(), number));
      }
    }
    newest = lastSecond();
  }

  synchronized StoredSeries stored() {
    return stored;
  }

  String unit() {
    return stored().unit();
  }

  /**
   * Adds something to the buckets of a time, in every resolution.
   *
   * @param now virtual time
   */
  synchronized void put(Instant at, Instant now, Consumer<Bucket> change) {
    long second = at.getEpochSecond();
    newest = Math.max(newest, second + 1);
    for (Resolution resolution : Resolution.values()) {
      Page page = page(resolution, resolution.page(second), true);
      if (page == null) {
        continue;
      }
      boolean clean = !page.isDirty();
      moved = true;
      change.accept(page.write(resolution.slot(second), flushes));
      if (clean) {
        dirty.add(page);
      }
    }
    if (at.isAfter(stored.lastPut()) || now.isAfter(stored.lastPut())) {
      stored = stored.with(now, stored.kept());
      moved = true;
    }
  }

  /** Whether nothing was measured since then, in epoch seconds: asked often, answered at once. */
  boolean isSilentSince(long second) {
    return newest <= second;
  }

  /** Before that, in epoch seconds, nothing is kept. */
  synchronized long firstSecond() {
    long first = Long.MAX_VALUE;
    for (Map.Entry<Resolution, TreeMap<Integer, Page>> entry : pages.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        first = Math.min(first, entry.getKey().begin(entry.getValue().firstKey()));
      }
    }
    return first;
  }

  /** From then on, in epoch seconds, nothing is kept. */
  synchronized long lastSecond() {
    TreeMap<Integer, Page> coarsest = pages(Resolution.HOUR);
    TreeMap<Integer, Page> finest = pages(Resolution.MINUTE);
    long last = finest.isEmpty() ? 0 : Resolution.MINUTE.begin(finest.lastKey() + 1);
    return last > 0 || coarsest.isEmpty() ? last : Resolution.HOUR.begin(coarsest.lastKey() + 1);
  }

  /**
   * Adds what was measured between two times, in epoch seconds, to a bucket: what the buckets that
   * begin there hold.
   *
   * @param values whether it is asked how often which value was
   */
  synchronized void fold(Resolution resolution, long from, long to, boolean values, Bucket into) {
    long second = Math.ceilDiv(from, (long) resolution.seconds()) * resolution.seconds();
    // A coarse bucket that does not end in time holds more than is asked for.
    long end =
        resolution == Resolution.MINUTE
            ? to
            : Math.floorDiv(to, (long) resolution.seconds()) * resolution.seconds();
    int slots = resolution.slots();
    while (second < end) {
      Page page = page(resolution, resolution.page(second), false);
      int slot = resolution.slot(second);
      int here = (int) Math.min(slots - slot, Math.ceilDiv(end - second, resolution.seconds()));
      if (page != null) {
        @Nullable Bucket[] open = page.open(flushes);
        for (int i = slot; i < slot + here; i++) {
          Bucket bucket = open[i];
          if (bucket != null) {
            into.addAll(bucket, values);
          }
        }
      }
      second += (long) here * resolution.seconds();
    }
  }

  private @Nullable Page page(Resolution resolution, int number, boolean make) {
    TreeMap<Integer, Page> known = pages(resolution);
    Page page = known.get(number);
    if (page == null) {
      if (!make) {
        return null;
      }
      page = new Page(resolution, number);
      known.put(number, page);
      page.open(flushes);
      return page;
    }
    if (!page.isLoaded()) {
      Optional<StoredPage> found = shelf.get(key(resolution, number));
      byte[] bytes = found.map(StoredPage::buckets).orElse(new byte[0]);
      page.decode(bytes, flushes);
    }
    return page;
  }

  private TreeMap<Integer, Page> pages(Resolution resolution) {
    return pages.computeIfAbsent(resolution, r -> new TreeMap<>());
  }

  /** Writes what changed to the shelf; returns what is kept of the series when that changed. */
  synchronized Optional<StoredSeries> flush() {
    flushes++;
    for (Page page : dirty) {
      String key = key(page.resolution(), page.number());
      shelf.put(key, new StoredPage(page.encoded(flushes)));
      page.written();
    }
    dirty.clear();
    boolean tell = moved;
    moved = false;
    if (tell) {
      stored = stored.with(stored.lastPut(), kept());
    }
    return tell ? Optional.of(stored) : Optional.empty();
  }

  private List<StoredSeries.Kept> kept() {
    List<StoredSeries.Kept> kept = new ArrayList<>();
    pages.forEach(
        (resolution, some) -> {
          if (!some.isEmpty()) {
            kept.add(new StoredSeries.Kept(resolution, some.firstKey(), some.lastKey()));
          }
        });
    return kept;
  }

  /** Bytes that its pages take in memory, about. */
  synchronized long weight() {
    long weight = 0;
    for (TreeMap<Integer, Page> some : pages.values()) {
      for (Page page : some.values()) {
        weight += page.weight();
      }
    }
    return weight;
  }

  /** Forgets pages that nobody asked for since that many flushes; the shelf has them. */
  synchronized void unload(int idleFlushes) {
    for (TreeMap<Integer, Page> some : pages.values()) {
      for (Page page : some.values()) {
        if (!page.isDirty() && flushes - page.used() >= idleFlushes) {
          page.unload();
        }
      }
    }
  }

  /** Drops what is too old; returns whether anything is left. */
  synchronized boolean expire(Instant now) {
    boolean left = false;
    for (Map.Entry<Resolution, TreeMap<Integer, Page>> entry : pages.entrySet()) {
      Resolution resolution = entry.getKey();
      int oldest = resolution.page(now.minus(resolution.kept()).getEpochSecond());
      Map<Integer, Page> gone = entry.getValue().headMap(oldest);
      gone.values().forEach(page -> drop(page));
      gone.clear();
      left |= !entry.getValue().isEmpty();
    }
    return left;
  }

  private void drop(Page page) {
    dirty.remove(page);
    shelf.remove(key(page.resolution(), page.number()));
  }

  /** Drops everything. */
  synchronized void clear() {
    for (TreeMap<Integer, Page> some : pages.values()) {
      some.values().forEach(this::drop);
      some.clear();
    }
  }

  private String key(Resolution resolution, int page) {
    return new PageKey(stored.number(), resolution, page).text();
  }
}
