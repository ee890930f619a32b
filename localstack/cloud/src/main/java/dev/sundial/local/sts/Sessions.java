package dev.sundial.local.sts;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The keys that were given out for roles; expired ones are forgotten after a day. */
public final class Sessions {
  private static final String KEY_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_LENGTH = 16;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Shelf<Session> shelf;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clock virtual time
   */
  public Sessions(StateStore state, Clock clock) {
    this.shelf = state.shelf("sts-sessions", Session.class);
    this.clock = clock;
  }

  /** Makes keys for a role. */
  Session open(String roleArn, String roleId, String roleName, String name, Duration length) {
    forgetExpired();
    Session session =
        new Session(
            "ASIA" + letters(),
            random(30),
            random(96),
            roleArn,
            roleId,
            roleName,
            name,
            clock.instant().plus(length));
    shelf.put(session.accessKey(), session);
    return session;
  }

  /** The session of an access key; empty when there is none or it has expired. */
  public Optional<Session> find(String accessKey) {
    return shelf.get(accessKey).filter(session -> session.expiresAt().isAfter(clock.instant()));
  }

  /** Whether a key was somebody's and is no more. */
  public boolean isExpired(String accessKey) {
    return shelf
        .get(accessKey)
        .filter(session -> !session.expiresAt().isAfter(clock.instant()))
        .isPresent();
  }

  private void forgetExpired() {
    for (Session session : shelf.values()) {
      if (!session.expiresAt().plus(REMEMBERED).isAfter(clock.instant())) {
        shelf.remove(session.accessKey());
      }
    }
  }

  private String letters() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < KEY_LENGTH; i++) {
      text.append(KEY_CHARS.charAt(random.nextInt(KEY_CHARS.length())));
    }
    return text.toString();
  }

  private String random(int bytes) {
    byte[] chosen = new byte[bytes];
    random.nextBytes(chosen);
    return Base64.getEncoder().encodeToString(chosen);
  }
}
