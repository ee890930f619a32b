package dev.sundial.serving;

import java.time.Duration;

/** What there is to answer a request with. */
public sealed interface Serving {

  /**
   * A version.
   *
   * @param stale whether the pointer names a newer one that could not be loaded, or could not be
   *     read for longer than it may go unread
   */
  record Version(ServedVersion version, boolean stale) implements Serving {}

  /**
   * There is no such version.
   *
   * @param why in words for the caller
   */
  record Unknown(String why) implements Serving {}

  /**
   * Nothing.
   *
   * @param why in words for the caller
   * @param retryAfter when asking again may help, at least a second
   */
  record Nothing(String why, Duration retryAfter) implements Serving {
    private static final Duration LEAST = Duration.ofSeconds(1);

    public Nothing {
      retryAfter = retryAfter.compareTo(LEAST) < 0 ? LEAST : retryAfter;
    }
  }
}
