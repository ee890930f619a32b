package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Properties;
import java.util.Map;
import java.util.Optional;

/** What templates say about subscriptions. */
final class SubscriptionProperties {
  private SubscriptionProperties() {}

  /** The protocol and endpoint; what does not fit is noted. */
  static Protocol protocol(Properties properties) {
    String text = properties.text("Protocol");
    Optional<Protocol> protocol = Protocol.parse(text);
    if (protocol.isEmpty()) {
      properties.problem(
          "Protocol",
          "is not supported as "
              + text
              + ", only as lambda, sqs, http, https, email and email-json");
    }
    return protocol.orElse(Protocol.SQS);
  }

  static String endpoint(Properties properties, Protocol protocol) {
    String endpoint = properties.text("Endpoint");
    noting(properties, "Endpoint", () -> SubscriptionSettings.checkEndpoint(protocol, endpoint));
    return endpoint;
  }

  /** Checks settings; an error of SNS becomes a problem of the template. */
  static void check(Properties properties, Protocol protocol, Map<String, String> settings) {
    settings.forEach(
        (name, value) ->
            noting(
                properties,
                name,
                () ->
                    SubscriptionSettings.check(
                        protocol,
                        name.equals(SubscriptionSettings.FILTER)
                            ? Map.of(
                                name,
                                value,
                                SubscriptionSettings.SCOPE,
                                settings.getOrDefault(SubscriptionSettings.SCOPE, ""))
                            : Map.of(name, value))));
  }

  static void noting(Properties properties, String name, Runnable check) {
    try {
      check.run();
    } catch (AwsError e) {
      properties.problem(name, "is refused: " + e.text());
    }
  }
}
