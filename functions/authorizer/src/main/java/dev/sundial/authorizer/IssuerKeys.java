package dev.sundial.authorizer;

import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, read when a request needs them and kept for the next ones. Of one invocation
 * at a time, as Lambda gives it.
 */
final class IssuerKeys {
  /** Older ones are read again before they are used. */
  static final Duration FRESH = Duration.ofMinutes(10);

  /** So long the last ones are used while the issuer does not answer. */
  static final Duration LAST_GOOD = Duration.ofHours(2);

  /**
   * Not even for a key nobody knows is the issuer asked more often: a stranger can send as many
   * tokens as he likes.
   */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Source source;
  private final Clock clock;
  private final Consumer<String> log;

  private @Nullable KeySet keys;
  private Instant readAt = Instant.EPOCH;
  private Instant triedAt = Instant.EPOCH;
  private String trouble = "never asked";

  /** Where keys are read from. */
  @FunctionalInterface
  interface Source {
    KeySet read() throws IOException;
  }

  /**
   * @param log takes lines without their end
   */
  IssuerKeys(Source source, Clock clock, Consumer<String> log) {
    this.source = source;
    this.clock = clock;
    this.log = log;
  }

  /**
   * @throws KeysUnavailableException when there are none that may still be used
   */
  KeySet current() {
    if (keys == null || !isWithin(readAt, FRESH)) {
      read();
    }
    KeySet kept = keys;
    if (kept == null || !isWithin(readAt, LAST_GOOD)) {
      throw new KeysUnavailableException("the issuer's keys cannot be read: " + trouble);
    }
    return kept;
  }

  /**
   * As current, but read again for a key that is not among the current ones, unless it just was.
   */
  KeySet newer() {
    read();
    return current();
  }

  /** Trusts nothing that was read before. */
  void forget() {
    keys = null;
    readAt = Instant.EPOCH;
    triedAt = Instant.EPOCH;
  }

  private void read() {
    if (isWithin(triedAt, PAUSE)) {
      return;
    }
    Instant now = clock.instant();
    triedAt = now;
    try {
      KeySet read = source.read();
      keys = read;
      readAt = now;
      log.accept(JsonWriter.write(Map.of("event", "keys-read", "count", read.keys().size())));
    } catch (IOException e) {
      trouble = String.valueOf(e.getMessage());
      log.accept(JsonWriter.write(Map.of("event", "keys-unavailable", "why", trouble)));
    }
  }

  /** A time to come, after the clock was set back, is not within. */
  private boolean isWithin(Instant since, Duration time) {
    Duration age = Duration.between(since, clock.instant());
    return !age.isNegative() && age.compareTo(time) < 0;
  }
}
