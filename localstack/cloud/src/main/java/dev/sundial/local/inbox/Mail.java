package dev.sundial.local.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that arrived.
 *
 * @param id ids of later mails come later
 * @param link what its reader is asked to follow; null for nothing
 * @param sent virtual time
 */
public record Mail(
    String id,
    String from,
    String to,
    String subject,
    String body,
    @Nullable String link,
    Instant sent) {}
