package dev.sundial.local.apigateway;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A function that says who may call a method, by one header of the request.
 *
 * @param functionArn what is asked
 * @param header the name of the header
 * @param expression what the header must match, or the function is not asked; empty for anything
 * @param ttlSeconds how long an answer is kept, 0–3600
 */
public record TokenAuthorizer(
    String id, String name, String functionArn, String header, String expression, int ttlSeconds) {

  boolean takes(String value) {
    return !value.isEmpty() && (expression.isEmpty() || Pattern.matches(expression, value));
  }

  Duration ttl() {
    return Duration.ofSeconds(ttlSeconds);
  }
}
