package dev.sundial.local.apigateway;

import dev.sundial.local.iam.Identity;
import java.util.Map;

/** As whom a request was let in. */
sealed interface Admission {

  /** As anybody. */
  record Anybody() implements Admission {}

  /** As who signed it. */
  record Signer(String accessKey, Identity identity) implements Admission {}

  /**
   * As whom an authorizer said.
   *
   * @param principal its principal id
   * @param context what else it said, as the integration is told
   * @param millis how long it was waited for; 0 when its answer was kept
   */
  record Vouched(String principal, Map<String, String> context, long millis) implements Admission {}
}
