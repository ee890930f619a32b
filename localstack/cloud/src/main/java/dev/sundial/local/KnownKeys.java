package dev.sundial.local;

import dev.sundial.local.lambda.Lambda;
import dev.sundial.local.lambda.environment.Keys;
import dev.sundial.local.signing.SigningKeys;
import dev.sundial.local.sts.Session;
import dev.sundial.local.sts.Sessions;
import java.util.Optional;

/**
 * The secrets of all keys there are: those that environments of functions were given, those of
 * assumed roles, and the administrator's, whose secret is the access key id itself.
 */
record KnownKeys(Lambda lambda, Sessions sessions) implements SigningKeys {
  private static final String TEMPORARY = "ASIA";

  @Override
  public Found find(String accessKey) {
    Optional<Keys> environment = lambda.keys(accessKey);
    if (environment.isPresent()) {
      return new Found.Known(environment.get().secretKey(), environment.get().sessionToken());
    }
    if (sessions.isExpired(accessKey)) {
      return new Found.Expired();
    }
    Optional<Session> session = sessions.find(accessKey);
    if (session.isPresent()) {
      return new Found.Known(session.get().secretKey(), session.get().token());
    }
    return accessKey.startsWith(TEMPORARY) ? new Found.Unknown() : new Found.Known(accessKey, "");
  }
}
