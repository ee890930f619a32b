package dev.sundial.local.logs;

import java.time.Instant;

/** A line as it is kept. */
record StoredEvent(String stream, Instant time, Instant ingested, String message) {
  private static final int OVERHEAD_BYTES = 26;

  /** What it counts in {@code storedBytes}, as AWS bills it; characters taken as bytes. */
  long bytes() {
    return message.length() + OVERHEAD_BYTES;
  }
}
