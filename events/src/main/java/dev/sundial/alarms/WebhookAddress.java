package dev.sundial.alarms;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where messages are posted. Its address is a secret: it is never part of a text, an exception or a
 * log line. Whoever sets one and whoever uses it read it by the same rule.
 */
public final class WebhookAddress {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int HTTPS = 443;

  private final URI uri;

  private WebhookAddress(URI uri) {
    this.uri = uri;
  }

  /** A text that may not be used as an address; its message does not hold it. */
  public static final class RefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean anAddress;

    // No cause: what URI throws repeats the text.
    private RefusedException(boolean anAddress, String message) {
      super(message);
      this.anAddress = anAddress;
    }

    /** Whether it is an address at all, though one that is not allowed. */
    public boolean isAnAddress() {
      return anAddress;
    }
  }

  /**
   * Reads what somebody gave, or a secret holds. White space around it does not count.
   *
   * @param hosts that are allowed, in lower case; 127.0.0.1 among them allows http and any port, to
   *     the loopback only
   * @throws RefusedException saying what it must be
   */
  public static WebhookAddress of(String text, Set<String> hosts) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw noAddress();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw noAddress();
    }
    if (uri.getRawUserInfo() != null || !hosts.contains(host) || !allowed(scheme, host, uri)) {
      throw new RefusedException(
          true,
          "must be https, with one of the hosts "
              + String.join(", ", hosts.stream().sorted().toList()));
    }
    return new WebhookAddress(uri);
  }

  private static boolean allowed(String scheme, String host, URI uri) {
    return host.equals(LOOPBACK)
        || (scheme.equals("https") && (uri.getPort() == -1 || uri.getPort() == HTTPS));
  }

  private static RefusedException noAddress() {
    return new RefusedException(
        false, "must be an address such as https://hooks.slack.com/services/…");
  }

  /** The secret itself. */
  public URI uri() {
    return uri;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookAddress address && uri.equals(address.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    return "a webhook";
  }
}
