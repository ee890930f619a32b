package dev.sundial.local.sqs;

import java.time.Instant;
import java.util.Map;

/** A message that is looked at without being received. */
public record PeekedMessage(
    String id, String body, Map<String, MessageAttribute> attributes, Instant sent) {}
