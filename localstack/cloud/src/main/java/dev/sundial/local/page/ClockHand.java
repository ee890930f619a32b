package dev.sundial.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.clock.OffsetFile;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and moves the virtual clock: {@code GET} and {@code POST /_sundial/clock}. */
final class ClockHand {
  private final Timeline timeline;
  private final Clock real;

  ClockHand(Timeline timeline, Clock real) {
    this.timeline = timeline;
    this.real = real;
  }

  /**
   * Where the clock stands.
   *
   * @param now virtual time
   * @param offset how far it is ahead of real time, such as {@code PT36H}; to the millisecond
   */
  record Reading(Instant now, Duration offset) {}

  Reading read() {
    Instant now = timeline.clock().instant();
    Duration offset = Duration.between(real.instant(), now);
    return new Reading(now, Duration.ofMillis(Math.round(offset.toNanos() / 1e6)));
  }

  AwsResponse handle(AwsRequest request) throws InterruptedException {
    try {
      return switch (request.method()) {
        case "GET", "HEAD" -> answer(List.of());
        case "POST" -> answer(move(request));
        default -> throw new AwsError(405, "MethodNotAllowed", "the clock knows GET and POST");
      };
    } catch (AwsError e) {
      return Answers.error(e);
    }
  }

  private List<Timeline.Due> move(AwsRequest request) throws InterruptedException {
    ObjectNode body = parse(request.bytes());
    if (body.size() != 1 || !(body.has("advance") || body.has("set"))) {
      throw refused("say either {\"advance\":\"PT36H\"} or {\"set\":\"2026-11-20T03:15:00Z\"}");
    }
    JsonNode value = body.elements().next();
    if (!value.isTextual()) {
      throw refused(body.fieldNames().next() + " must be a text, was " + value);
    }
    return body.has("advance") ? advance(value.asText()) : set(value.asText());
  }

  private List<Timeline.Due> set(String text) throws InterruptedException {
    Instant target = instant(text);
    refuseBeyond(target);
    try {
      return timeline.advanceTo(target);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private List<Timeline.Due> advance(String text) throws InterruptedException {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeException e) {
      throw refused("advance must be a duration such as PT36H, was \"" + text + "\"");
    }
    if (duration.isNegative()) {
      throw refused("the clock moves forward only: advance was " + duration);
    }
    try {
      refuseBeyond(timeline.clock().instant().plus(duration));
    } catch (DateTimeException | ArithmeticException e) {
      throw refused("advance is too long: " + text);
    }
    return timeline.advanceBy(duration);
  }

  private void refuseBeyond(Instant target) {
    Instant end = real.instant().plus(OffsetFile.LIMIT);
    if (target.isAfter(end)) {
      throw refused("the clock goes no further than " + end + ", " + target + " is beyond");
    }
  }

  private Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refused("set must be an instant such as 2026-11-20T03:15:00Z, was \"" + text + "\"");
    }
  }

  static ObjectNode parse(byte[] body) {
    try {
      if (Answers.STRICT.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw refused("the body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw refused("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsError refused(String why) {
    return new AwsError(400, "BadRequest", why);
  }

  private AwsResponse answer(List<Timeline.Due> ran) {
    Reading reading = read();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("now", reading.now());
    json.put("offset", reading.offset());
    List<Map<String, Object>> items = new ArrayList<>();
    for (Timeline.Due due : ran) {
      if (due.kind().equals(Alarms.KIND)) {
        continue;
      }
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("at", due.at());
      item.put("kind", due.kind());
      item.put("name", due.name());
      items.add(item);
    }
    if (!items.isEmpty()) {
      json.put("ran", items);
    }
    return Answers.json(200, json);
  }
}
