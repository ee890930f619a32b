package dev.sundial.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with places for names, such as {@code /v1/models/{model}:predict}.
 *
 * @param text as the API's description has it
 * @param parts one for each segment
 */
record PathTemplate(String text, List<Part> parts) {

  /**
   * A segment.
   *
   * @param name of the parameter; empty where there is none
   * @param literal the whole segment, or what follows the parameter in it
   */
  private record Part(String name, String literal) {
    static Part parse(String segment) {
      int end = segment.indexOf('}');
      return end < 0
          ? new Part("", segment)
          : new Part(segment.substring(1, end), segment.substring(end + 1));
    }

    /** What follows a colon is a verb, never part of a name. */
    boolean matches(String segment) {
      return name.isEmpty()
          ? segment.equals(literal)
          : segment.length() > literal.length()
              && segment.endsWith(literal)
              && value(segment).indexOf(':') < 0;
    }

    String value(String segment) {
      return segment.substring(0, segment.length() - literal.length());
    }
  }

  PathTemplate {
    parts = List.copyOf(parts);
  }

  static PathTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String segment : text.substring(1).split("/", -1)) {
      parts.add(Part.parse(segment));
    }
    return new PathTemplate(text, parts);
  }

  /** The names of the parameters, in their order. */
  List<String> names() {
    return parts.stream().map(Part::name).filter(name -> !name.isEmpty()).toList();
  }

  /**
   * The values of the parameters; empty when a path is another one.
   *
   * @param segments decoded
   */
  Optional<Map<String, String>> match(List<String> segments) {
    if (segments.size() != parts.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).matches(segments.get(i))) {
        return Optional.empty();
      }
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).name.isEmpty()) {
        values.put(parts.get(i).name, parts.get(i).value(segments.get(i)));
      }
    }
    return Optional.of(values);
  }
}
