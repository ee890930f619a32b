package dev.sundial.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * Which pages' scripts a browser lets call the API and read its answers: none, unless the stage
 * says so.
 *
 * @param origins such as {@code https://app.example.com}, or the only one {@code *}
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
record CrossOrigin(List<String> origins) {
  static final CrossOrigin NONE = new CrossOrigin(List.of());

  private static final String ANY = "*";
  private static final Header READABLE =
      new Header(
          "access-control-expose-headers",
          "x-model-name, x-model-version, x-model-stale, x-request-id, retry-after");
  private static final Header METHODS =
      new Header("access-control-allow-methods", "GET, HEAD, POST");
  private static final Header SENT =
      new Header(
          "access-control-allow-headers",
          "authorization, content-type, x-amz-content-sha256, x-amz-date, x-amz-security-token");
  private static final Header ONE_DAY = new Header("access-control-max-age", "86400");

  CrossOrigin {
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.equals(ANY) && !origin.matches("https?://[a-z0-9.:-]+")) {
        throw new IllegalArgumentException("must be origins or *, was " + origin);
      }
    }
  }

  /** Whether a browser asks what it may ask: answered without looking any further. */
  boolean isPreflight(ApiRequest request) {
    return request.method().equals("OPTIONS") && !origins.isEmpty() && request.origin() != null;
  }

  /** What an answer says of who may read it. */
  List<Header> headers(ApiRequest request) {
    if (origins.isEmpty()) {
      return List.of();
    }
    String origin = request.origin();
    if (origins.contains(ANY)) {
      return granted(ANY, isPreflight(request));
    }
    // What is answered depends on who asks, also where it says nothing.
    Header vary = new Header("vary", "origin");
    return with(
        vary,
        origin != null && origins.contains(origin)
            ? granted(origin, isPreflight(request))
            : List.of());
  }

  private static List<Header> granted(String origin, boolean preflight) {
    Header allow = new Header("access-control-allow-origin", origin);
    return preflight ? List.of(allow, METHODS, SENT, ONE_DAY) : List.of(allow, READABLE);
  }

  private static List<Header> with(Header first, List<Header> more) {
    List<Header> all = new ArrayList<>(more);
    all.add(first);
    return all;
  }
}
