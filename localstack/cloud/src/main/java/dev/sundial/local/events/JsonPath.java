package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON paths EventBridge takes: {@code $.detail.name}, {@code $['a b'][0]}; no wildcards. */
record JsonPath(List<String> steps) {
  private static final Pattern WHOLE =
      Pattern.compile("\\$(?:\\.[A-Za-z0-9_-]+|\\['[^']+']|\\[\\d{1,6}])*");
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_-]+)|\\['([^']+)']|\\[(\\d{1,6})]");

  JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws AwsError {@code ValidationException}
   */
  static JsonPath parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw AwsError.validation("Invalid or not implemented JSON path " + text);
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    while (step.find()) {
      steps.add(
          step.group(1) != null
              ? step.group(1)
              : step.group(2) != null ? step.group(2) : "[" + step.group(3));
    }
    return new JsonPath(steps);
  }

  /** What is there; missing when nothing is. */
  JsonNode select(JsonNode from) {
    JsonNode node = from;
    for (String step : steps) {
      node =
          step.startsWith("[") && node.isArray()
              ? node.path(Integer.parseInt(step.substring(1)))
              : node.path(step);
    }
    return node;
  }
}
