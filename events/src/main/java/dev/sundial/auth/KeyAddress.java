package dev.sundial.auth;

import java.net.URI;
import java.util.Set;

/**
 * Where an issuer, or what it publishes, is read from: over https, or over plain http from this
 * very machine.
 *
 * @param uri with a host, without user information and without a fragment
 */
public record KeyAddress(URI uri) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  public KeyAddress {
    if (uri.getHost() == null || !(isHttps(uri) || isLoopback(uri))) {
      throw new IllegalArgumentException(
          "must be an https address such as https://login.example.com"
              + " (http is for 127.0.0.1 and [::1] only)");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must have neither user information (@) nor fragment (#)");
    }
  }

  /**
   * @throws IllegalArgumentException saying what it must be
   */
  public static KeyAddress parse(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be an address", e);
    }
    return new KeyAddress(uri);
  }

  /**
   * An issuer's own address, below which its description stands.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static KeyAddress parseIssuer(String text) {
    KeyAddress address = parse(text);
    if (address.uri.getRawQuery() != null) {
      throw new IllegalArgumentException("must have no query (?)");
    }
    return address;
  }

  public boolean isHttps() {
    return isHttps(uri);
  }

  /**
   * Where an issuer describes itself.
   *
   * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
   *     Discovery 1.0, section 4</a>
   */
  public KeyAddress discovery() {
    String issuer = uri.toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return parse(base + DISCOVERY);
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isLoopback(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
