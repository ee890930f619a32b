package dev.sundial.slack;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where messages are posted. Its address is a secret: it is never part of a text, an exception or a
 * log line.
 */
final class WebhookAddress {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int HTTPS = 443;

  private final URI uri;

  private WebhookAddress(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads what the secret holds.
   *
   * @param hosts that are allowed; 127.0.0.1 among them allows http, to the loopback only
   * @throws DeliveryException when it is no such address
   */
  static WebhookAddress of(String text, Set<String> hosts) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw unset();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw unset();
    }
    if (uri.getRawUserInfo() != null || !hosts.contains(host) || !allowed(scheme, host, uri)) {
      throw new DeliveryException(
          "the webhook's address is not allowed: it must be https, with one of the hosts "
              + String.join(", ", hosts.stream().sorted().toList())
              + "; set it with `sundial slack set`");
    }
    return new WebhookAddress(uri);
  }

  private static boolean allowed(String scheme, String host, URI uri) {
    return host.equals(LOOPBACK)
        || (scheme.equals("https") && (uri.getPort() == -1 || uri.getPort() == HTTPS));
  }

  private static DeliveryException unset() {
    return new DeliveryException("no webhook is set: `sundial slack set` sets it");
  }

  URI uri() {
    return uri;
  }

  boolean isSameAs(WebhookAddress other) {
    return uri.equals(other.uri);
  }

  @Override
  public String toString() {
    return "a webhook";
  }
}
