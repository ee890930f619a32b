package dev.sundial.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times, states, codes and links look on every page. */
final class Show {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
  private static final int SHORT = 160;

  /** How a state feels. */
  enum Mood {
    GOOD,
    BAD,
    BUSY,
    PLAIN
  }

  private Show() {}

  /** A virtual time, in UTC; a dash when there is none. */
  static Html time(@Nullable Instant at) {
    return at == null
        ? Html.text("–")
        : Html.element("time", SECONDS.format(at)).with("datetime", at.toString());
  }

  /** A virtual time to the minute, in UTC. */
  static Html minute(Instant at) {
    return Html.element("time", MINUTES.format(at)).with("datetime", at.toString());
  }

  /** The time of a day to the millisecond, in UTC; the whole of it when one points at it. */
  static Html timeOfDay(Instant at) {
    return Html.element("time", MILLIS.format(at))
        .with("datetime", at.toString())
        .with("title", at.toString());
  }

  /** The day, in UTC. */
  static Html day(Instant at) {
    String day = DAY.format(at);
    return Html.element("time", day).with("datetime", day);
  }

  static Html badge(String text, Mood mood) {
    return Html.element("span", text)
        .with("class", "badge " + mood.name().toLowerCase(java.util.Locale.ROOT));
  }

  static Html code(String text) {
    return Html.element("code", text);
  }

  /** A text in one or two lines; the whole of it when one points at it. */
  static Html brief(String text) {
    if (text.length() <= SHORT) {
      return Html.text(text);
    }
    int end = Character.isHighSurrogate(text.charAt(SHORT - 1)) ? SHORT - 1 : SHORT;
    return Html.element("span", text.substring(0, end) + "…").with("title", text);
  }

  /** A text as it is, its lines kept. */
  static Html block(String text) {
    return Html.element("pre", text);
  }

  /** A document, indented when it is whole JSON; else as it is. */
  static Html document(String text) {
    try {
      JsonNode json = Answers.STRICT.readTree(text);
      if (json != null && json.isContainerNode() && !json.isEmpty()) {
        return block(json.toPrettyString());
      }
    } catch (JsonProcessingException e) {
      // Not JSON, or cut off: shown as it is.
    }
    return block(text);
  }

  /** A duration in words: {@code 2 h 9 min 46 s}, {@code 3 d}. */
  static String duration(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + " ms";
    }
    List<String> parts = new ArrayList<>();
    part(parts, duration.toDaysPart(), "d");
    part(parts, duration.toHoursPart(), "h");
    part(parts, duration.toMinutesPart(), "min");
    part(parts, duration.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  private static void part(List<String> parts, long number, String unit) {
    if (number != 0) {
      parts.add(number + "\u00a0" + unit);
    }
  }

  /** A sentence in which things are called by their names, and times end with the second. */
  static String shortened(String sentence) {
    return sentence
        .replaceAll("\\barn:aws:[a-z0-9]+:[a-z0-9-]*:\\d*:(?=\\S)", "")
        .replaceAll("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z", "$1 $2");
  }

  /** Something to type into a terminal. */
  static Html command(String command) {
    return Html.element("code", command).with("class", "command");
  }

  /** Content that opens on demand. */
  static Html fold(String summary, Html content) {
    return Html.element("details", Html.element("summary", summary), content);
  }

  /** Words and what they mean, in pairs. */
  static Html facts(Map<String, Html> facts) {
    return Html.element(
            "dl",
            facts.entrySet().stream()
                .<Html>map(
                    fact ->
                        Html.element(
                            "div",
                            Html.element("dt", fact.getKey()),
                            Html.element("dd", fact.getValue())))
                .toList())
        .with("class", "facts");
  }

  static Html section(String heading, Html... content) {
    return Html.element("section", Html.element("h2", heading), Html.many(content));
  }

  /** A name as one part of a path. */
  static String segment(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    // A name that ends like a twin's is not one.
    return encoded.endsWith(".json") ? encoded.replaceAll("\\.json$", "%2Ejson") : encoded;
  }

  /**
   * A link to another page with a query.
   *
   * @param nameValues name, value, name, value …; empty values are left out
   */
  static String path(String page, String... nameValues) {
    Map<String, String> query = new LinkedHashMap<>();
    for (int i = 0; i < nameValues.length; i += 2) {
      if (!nameValues[i + 1].isEmpty()) {
        query.put(nameValues[i], nameValues[i + 1]);
      }
    }
    String text =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return Pages.ROOT + page + (text.isEmpty() ? "" : "?" + text);
  }
}
