package dev.sundial.prediction;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a method and a path ask for.
 *
 * @param names the names in the path, as the caller gave them
 */
record Route(Operation operation, Map<String, String> names) {

  /** A model's name. */
  Optional<String> model() {
    return Optional.ofNullable(names.get("model"));
  }

  /** The id of a version. */
  Optional<String> version() {
    return Optional.ofNullable(names.get("version"));
  }

  /** A label of a version. */
  Optional<String> label() {
    return Optional.ofNullable(names.get("label"));
  }

  /**
   * @param path percent-encoded
   * @throws Refusal 404 or 405
   */
  static Route of(String method, String path) throws Refusal {
    List<String> segments = segments(path);
    for (Operation operation : Operation.values()) {
      Optional<Map<String, String>> names = operation.path().match(segments);
      if (names.isPresent()) {
        if (!operation.methods().contains(method)) {
          throw Refusal.wrongMethod(method, String.join(", ", operation.methods()));
        }
        return new Route(operation, names.get());
      }
    }
    String last = segments.isEmpty() ? "" : segments.getLast();
    if (last.indexOf(':') >= 0) {
      throw Refusal.notFound(
          "there is no verb \""
              + StrictJson.shortened(last.substring(last.indexOf(':')))
              + "\" at this path; /v1/models/{model}:predict is answered");
    }
    throw Refusal.notFound(
        "there is nothing at this path; POST /predict, POST /models/{model}/predict, the paths of"
            + " KServe's V1 and of the Open Inference Protocol below /v1 and /v2, and GET /health"
            + " are answered; GET /docs tells all of them");
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    String[] parts = path.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      segments.add(decoded(parts[i]));
    }
    return segments;
  }

  /** A plus is itself in a path; what is no percent-encoding stays as it is. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
