package dev.sundial.local.endpoint;

/** What leaves the endpoint. */
sealed interface Reply {
  /** An answer. */
  record Sent(AwsResponse response) implements Reply {}

  /** Nothing: the connection is closed. */
  record Dropped() implements Reply {}
}
