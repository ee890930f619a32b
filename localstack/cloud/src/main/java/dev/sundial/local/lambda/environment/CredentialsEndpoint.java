package dev.sundial.local.lambda.environment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The container credentials endpoint, from which a function under SnapStart takes its keys: keys in
 * its environment would be part of the snapshot. They are always valid for six more hours of
 * virtual time.
 */
record CredentialsEndpoint(Keys keys, String roleArn, String token, Clock clock) {
  static final String PATH = "/credentials";

  private static final Duration VALID = Duration.ofHours(6);

  boolean authorizes(@Nullable String authorization) {
    return token.equals(authorization);
  }

  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("AccessKeyId", keys.accessKey())
        .put("SecretAccessKey", keys.secretKey())
        .put("Token", keys.sessionToken())
        .put("Expiration", clock.instant().plus(VALID).truncatedTo(ChronoUnit.SECONDS).toString())
        .put("RoleArn", roleArn)
        .toString();
  }
}
