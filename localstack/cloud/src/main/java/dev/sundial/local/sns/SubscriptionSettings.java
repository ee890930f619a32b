package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.wire.Trees;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which attributes and endpoints a subscription can have. */
final class SubscriptionSettings {
  static final String FILTER = "FilterPolicy";
  static final String SCOPE = "FilterPolicyScope";
  static final String RAW = "RawMessageDelivery";
  static final String REDRIVE = "RedrivePolicy";
  static final String BY_ATTRIBUTES = "MessageAttributes";
  static final String BY_BODY = "MessageBody";

  private static final int HIGHEST_PORT = 65_535;

  private SubscriptionSettings() {}

  /**
   * Checks attributes that somebody wants to set. An empty text unsets.
   *
   * @throws AwsError naming the attribute
   */
  static void check(Protocol protocol, Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> {
          switch (name) {
            case FILTER -> {
              if (!value.isEmpty() && !Pending.in(value)) {
                FilterPolicy.parse(value, scope(attributes));
              }
            }
            case SCOPE -> {
              if (!value.matches("|" + BY_ATTRIBUTES + "|" + BY_BODY)) {
                throw SnsErrors.invalid("FilterPolicyScope: Invalid value [" + value + "].");
              }
            }
            case RAW -> {
              if (!value.matches("|true|false")) {
                throw SnsErrors.invalid("Attributes Reason: RawMessageDelivery: Invalid value");
              }
              if (value.equals("true") && !protocol.canBeRaw()) {
                throw SnsErrors.invalid(
                    "Attributes Reason: Delivery protocol ["
                        + protocol.id()
                        + "] does not support raw message delivery.");
              }
            }
            case REDRIVE -> {
              if (!value.isEmpty() && !Pending.in(value) && deadLetterQueue(value).isEmpty()) {
                throw SnsErrors.invalid(
                    "RedrivePolicy: deadLetterTargetArn must be the ARN of a queue");
              }
            }
            default -> throw SnsErrors.notHere("the attribute " + name + " of a subscription");
          }
        });
  }

  /** What a filter policy looks at: the attributes of a message until somebody says otherwise. */
  static String scope(Map<String, String> settings) {
    String scope = settings.getOrDefault(SCOPE, "");
    return scope.isEmpty() ? BY_ATTRIBUTES : scope;
  }

  /** The queue of a {@code RedrivePolicy}; empty when the text is no such document. */
  static Optional<String> deadLetterQueue(String json) {
    try {
      ObjectNode node = Trees.parse(json.getBytes(StandardCharsets.UTF_8));
      String arn = node.path("deadLetterTargetArn").asText("");
      return node.size() == 1 && Account.resourceOf("sqs", arn).isPresent()
          ? Optional.of(arn)
          : Optional.empty();
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  /**
   * Refuses what cannot be delivered to. HTTP servers must be on this machine: what runs here tells
   * nobody outside.
   *
   * @throws AwsError {@code InvalidParameter}
   */
  static void checkEndpoint(Protocol protocol, String endpoint) {
    if (Pending.in(endpoint)) {
      return;
    }
    boolean fits =
        switch (protocol) {
          case LAMBDA ->
              Account.resourceOf("lambda", endpoint)
                  .filter(n -> n.startsWith("function:"))
                  .isPresent();
          case SQS -> Account.resourceOf("sqs", endpoint).isPresent();
          case HTTP, HTTPS -> isOfThisMachine(endpoint, protocol.id());
          case EMAIL, EMAIL_JSON -> endpoint.matches("[^@\\s<>\"]+@[^@\\s<>\"]+");
        };
    if (!fits) {
      throw SnsErrors.invalid(
          switch (protocol) {
            case LAMBDA -> "Lambda endpoint ARN";
            case SQS -> "SQS endpoint ARN";
            case HTTP, HTTPS ->
                "Endpoint must match the specified protocol, and the local cloud delivers to"
                    + " loopback addresses only";
            case EMAIL, EMAIL_JSON -> "Email address";
          });
    }
  }

  private static boolean isOfThisMachine(String address, String scheme) {
    try {
      URI uri = new URI(address);
      @Nullable String host = uri.getHost();
      return scheme.equals(uri.getScheme())
          && host != null
          && uri.getPort() <= HIGHEST_PORT
          && uri.getPort() != 0
          && (host.equals("localhost")
              || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+\\]")
                  && InetAddress.getByName(host).isLoopbackAddress()));
    } catch (URISyntaxException | UnknownHostException e) {
      return false;
    }
  }
}
