package dev.sundial.auth;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.EnvironmentKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which JSON Web Tokens a stage takes.
 *
 * @param issuer what {@code iss} must be, character by character
 * @param audience one of these must be in {@code aud}; at least one
 * @param jwksUri where the issuer's keys are; absent means that its own description tells
 */
public record TokenRules(String issuer, List<String> audience, Optional<KeyAddress> jwksUri) {

  public TokenRules {
    audience = List.copyOf(audience);
    KeyAddress unused = KeyAddress.parseIssuer(issuer);
    if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("audience must name at least one, and none may be blank");
    }
  }

  /** The issuer's address. */
  public KeyAddress issuerAddress() {
    return KeyAddress.parseIssuer(issuer);
  }

  public Map<String, String> toEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.JWT_ISSUER, issuer);
    environment.put(EnvironmentKey.JWT_AUDIENCE, JsonWriter.write(audience));
    jwksUri.ifPresent(uri -> environment.put(EnvironmentKey.JWKS_URI, uri.toString()));
    return environment;
  }

  /**
   * @throws IllegalArgumentException naming every key that is missing or bad
   */
  public static TokenRules from(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    String issuer = environment.getOrDefault(EnvironmentKey.JWT_ISSUER, "");
    check(problems, EnvironmentKey.JWT_ISSUER, () -> KeyAddress.parseIssuer(issuer));
    List<String> audience = new ArrayList<>();
    check(
        problems,
        EnvironmentKey.JWT_AUDIENCE,
        () -> audience.addAll(texts(environment.getOrDefault(EnvironmentKey.JWT_AUDIENCE, ""))));
    Optional<String> jwksUri = Optional.ofNullable(environment.get(EnvironmentKey.JWKS_URI));
    jwksUri.ifPresent(uri -> check(problems, EnvironmentKey.JWKS_URI, () -> KeyAddress.parse(uri)));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("the environment: " + String.join("; ", problems));
    }
    return new TokenRules(issuer, audience, jwksUri.map(KeyAddress::parse));
  }

  private static void check(List<String> problems, String key, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException | InvalidDocumentException e) {
      problems.add(key + " " + e.getMessage());
    }
  }

  private static List<String> texts(String json) {
    List<String> texts = new ArrayList<>();
    if (JsonReader.read("the list", json) instanceof Value.Items items) {
      for (Value item : items.items()) {
        if (item instanceof Value.Text text && !text.text().isBlank()) {
          texts.add(text.text());
        }
      }
      if (!texts.isEmpty() && texts.size() == items.items().size()) {
        return texts;
      }
    }
    throw new IllegalArgumentException("must be a list of at least one text, none blank");
  }
}
