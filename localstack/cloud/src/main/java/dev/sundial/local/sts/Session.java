package dev.sundial.local.sts;

import java.time.Instant;

/**
 * Keys that were given out for a role.
 *
 * @param name the session's name
 * @param expiresAt virtual time
 */
public record Session(
    String accessKey,
    String secretKey,
    String token,
    String roleArn,
    String roleId,
    String roleName,
    String name,
    Instant expiresAt) {}
