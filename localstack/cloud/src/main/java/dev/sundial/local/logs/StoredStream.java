package dev.sundial.local.logs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log stream as it is remembered; the times are null while it has no line. */
record StoredStream(
    String name,
    Instant created,
    @Nullable Instant firstEvent,
    @Nullable Instant lastEvent,
    @Nullable Instant lastIngestion) {

  static StoredStream empty(String name, Instant now) {
    return new StoredStream(name, now, null, null, null);
  }

  StoredStream with(List<LogLine> lines, Instant now) {
    Instant first = firstEvent;
    Instant last = lastEvent;
    for (LogLine line : lines) {
      first = first == null || line.time().isBefore(first) ? line.time() : first;
      last = last == null || line.time().isAfter(last) ? line.time() : last;
    }
    return new StoredStream(name, created, first, last, now);
  }
}
