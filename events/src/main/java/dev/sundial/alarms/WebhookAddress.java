package dev.sundial.alarms;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    problem(uri, scheme, host, hosts)
        .ifPresent(
            problem -> {
              throw new RefusedException(true, problem);
            });
    return new WebhookAddress(uri);
  }

  /**
   * Reads a list of hosts as an environment variable holds it.
   *
   * @param listed separated by commas
   */
  public static Set<String> hosts(String listed) {
    Set<String> hosts = new TreeSet<>();
    for (String host : listed.split(",", -1)) {
      if (!host.isBlank()) {
        hosts.add(host.strip().toLowerCase(Locale.ROOT));
      }
    }
    return hosts;
  }

  /** What is wrong with it, in words that repeat nothing of it. */
  private static Optional<String> problem(URI uri, String scheme, String host, Set<String> hosts) {
    boolean loopback = hosts.contains(LOOPBACK);
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must have no user information, which is what stands before an @");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("must have no fragment, which is what stands after a #");
    }
    if (!hosts.contains(host)) {
      return Optional.of(
          "must have one of the hosts "
              + String.join(", ", hosts.stream().sorted().toList())
              + (loopback && host.equals("localhost") ? "; localhost is none of them" : ""));
    }
    if (host.equals(LOOPBACK)) {
      return Optional.empty();
    }
    if (!scheme.equals("https")) {
      return Optional.of("must be https" + (loopback ? "; http is for 127.0.0.1 only" : ""));
    }
    return uri.getPort() == -1 || uri.getPort() == HTTPS
        ? Optional.empty()
        : Optional.of(
            "must have no port but 443" + (loopback ? "; others are for 127.0.0.1 only" : ""));
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
