package dev.sundial.local.signing;

/** Knows the secrets that signatures are made with. */
@FunctionalInterface
public interface SigningKeys {

  /** What belongs to an access key. */
  Found find(String accessKey);

  /** What is known of an access key. */
  sealed interface Found {
    /**
     * Somebody's, now.
     *
     * @param sessionToken must come with it; empty for a key without one
     */
    record Known(String secret, String sessionToken) implements Found {}

    /** Of a session that is over. */
    record Expired() implements Found {}

    /** Nobody's. */
    record Unknown() implements Found {}
  }
}
