package dev.sundial.authorizer;

import dev.sundial.json.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;

/** From what the gateway asks to what it is answered. */
record Authorization(TokenVerifier verifier, Consumer<String> log) {

  /**
   * @throws KeysUnavailableException when nothing can be said of the token
   */
  byte[] answer(byte[] event) {
    AuthorizerEvent asked = AuthorizerEvent.read(event);
    Verdict verdict =
        asked.token().map(verifier::verify).orElseGet(() -> new Verdict.Refused(Refusal.NO_BEARER));
    if (verdict instanceof Verdict.Refused(Refusal why)) {
      log.accept(JsonWriter.write(Map.of("event", "refused", "why", why)));
    }
    return new AccessPolicy(asked.stage(), verdict).toJson();
  }
}
