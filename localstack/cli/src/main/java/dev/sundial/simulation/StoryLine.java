package dev.sundial.simulation;

import dev.sundial.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that happened.
 *
 * @param at when, to the minute
 * @param kind who tells it
 * @param text what happened
 * @param reference by what it can be looked up: a version, an alarm, a message's id
 */
public record StoryLine(Instant at, Kind kind, String text, String reference)
    implements Comparable<StoryLine> {

  /** Who tells it, in the order in which things of one minute are told. */
  public enum Kind {
    WORLD,
    OPERATOR,
    REGISTRY,
    ALARM,
    SLACK
  }

  @Override
  public int compareTo(StoryLine other) {
    int byTime = at.compareTo(other.at);
    int byKind = byTime == 0 ? kind.compareTo(other.kind) : byTime;
    return byKind == 0 ? text.compareTo(other.text) : byKind;
  }

  /** As JSON. */
  public String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", at);
    json.put("kind", kind.name().toLowerCase(Locale.ROOT));
    json.put("text", text);
    json.put("reference", reference);
    return JsonWriter.write(json);
  }

  /** As a line, with the day counted from the beginning. */
  public String told(Instant beginning) {
    Duration since = Duration.between(beginning, at);
    return String.format(
        Locale.ROOT,
        "day %2d %02d:%02d  %-8s  %s%s",
        since.toDays() + 1,
        since.toHoursPart(),
        since.toMinutesPart(),
        kind.name().toLowerCase(Locale.ROOT),
        text,
        reference.isEmpty() ? "" : "  [" + reference + "]");
  }
}
