package dev.sundial.local.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times, states, codes and links look on every page. */
final class Show {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
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

  /** A virtual time to the millisecond, in UTC. */
  static Html exactTime(Instant at) {
    return Html.element("time", MILLIS.format(at)).with("datetime", at.toString());
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
