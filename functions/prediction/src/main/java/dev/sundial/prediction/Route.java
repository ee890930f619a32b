package dev.sundial.prediction;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a method and a path ask for. */
sealed interface Route {
  /** A segment of a path that may be any text. */
  String ANY = "{}";

  /** Is the function there. */
  record Health() implements Route {}

  /** A prediction by the stage's default model. */
  record PredictDefault() implements Route {}

  /** A prediction by a model, its name as the caller gave it. */
  record Predict(String model) implements Route {}

  /**
   * @param path percent-encoded
   * @throws Refusal 404 or 405
   */
  static Route of(String method, String path) throws Refusal {
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = decoded(segments[i]);
    }
    if (is(segments, "", "predict")) {
      allow(method, "POST");
      return new PredictDefault();
    }
    if (is(segments, "", "health")) {
      allow(method, "GET", "HEAD");
      return new Health();
    }
    if (is(segments, "", "models", ANY, "predict")) {
      allow(method, "POST");
      return new Predict(segments[2]);
    }
    throw Refusal.notFound(
        "there is nothing at this path; POST /predict, POST /models/{model}/predict and GET"
            + " /health are answered");
  }

  private static boolean is(String[] segments, String... expected) {
    if (segments.length != expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].equals(ANY) && !expected[i].equals(segments[i])) {
        return false;
      }
    }
    return true;
  }

  private static void allow(String method, String... allowed) throws Refusal {
    for (String one : allowed) {
      if (one.equals(method)) {
        return;
      }
    }
    throw Refusal.wrongMethod(method, String.join(", ", allowed));
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
