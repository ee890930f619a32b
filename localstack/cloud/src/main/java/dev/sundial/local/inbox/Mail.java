package dev.sundial.local.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail that arrived.
 *
 * @param id ids of later mails come later
 * @param link what its reader is asked to follow, if anything
 * @param sent virtual time
 */
public record Mail(
    String id,
    String from,
    String to,
    String subject,
    String body,
    Optional<String> link,
    Instant sent) {}
