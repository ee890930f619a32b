package dev.sundial.local.endpoint;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts a request may name: the loopback only, so that no web page a person visits can reach
 * in.
 */
final class Origins {

  private Origins() {}

  static boolean allowed(Headers headers) {
    String origin = headers.first("Origin");
    return loopback(headers.first("Host")) && (origin == null || loopbackOrigin(origin));
  }

  private static boolean loopbackOrigin(String origin) {
    try {
      URI uri = new URI(origin);
      return uri.getHost() != null && loopback(uri.getHost());
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  /** Also {@code bucket.localhost} and {@code bucket.127.0.0.1}: S3's virtual-host style. */
  private static boolean loopback(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    return name.equals("127.0.0.1")
        || name.equals("localhost")
        || name.equals("[::1]")
        || name.endsWith(".localhost")
        || name.endsWith(".127.0.0.1");
  }
}
