package dev.sundial.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Reads lines in pages: GetLogEvents in both directions, FilterLogEvents forward. */
final class LogReader {
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_PAGE_BYTES = 1024 * 1024;

  private final LogGroups groups;

  LogReader(LogGroups groups) {
    this.groups = groups;
  }

  /** The group that name or identifier means. */
  static StoredGroup group(LogGroups groups, ObjectNode input) {
    String name = LogGroups.named(input);
    if (name.isEmpty()) {
      throw LogGroups.neitherOrBoth();
    }
    return groups.get(name);
  }

  JsonNode get(ObjectNode input, AwsRequest request) {
    StoredGroup group = group(groups, input);
    String stream = groups.stream(group, Trees.text(input, "logStreamName")).name();
    String token = Trees.text(input, "nextToken", "");
    boolean forward = token.isEmpty() ? input.path("startFromHead").asBoolean() : isForward(token);
    String bound = token.isEmpty() ? "" : token.substring(2);
    long end = time(input, "endTime", Long.MAX_VALUE);
    String after = start(group, input);
    String before = !forward && !bound.isEmpty() ? bound : "~";
    if (forward && bound.compareTo(after) > 0) {
      after = bound;
    }
    BiPredicate<String, StoredEvent> wanted =
        (key, event) ->
            key.compareTo(before) < 0
                && event.stream().equals(stream)
                && event.time().toEpochMilli() < end;
    List<Map.Entry<String, StoredEvent>> found =
        forward
            ? page(groups.events(group, after, wanted, limit(input)), true)
            : page(
                last(groups.events(group, after, wanted, Integer.MAX_VALUE), limit(input)), false);
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("events");
    found.forEach(entry -> list.add(event(entry.getValue())));
    String edge = bound.isEmpty() ? after : bound;
    output.put("nextForwardToken", "f/" + (found.isEmpty() ? edge : found.getLast().getKey()));
    output.put("nextBackwardToken", "b/" + (found.isEmpty() ? edge : found.getFirst().getKey()));
    return output;
  }

  JsonNode filter(ObjectNode input, AwsRequest request) {
    StoredGroup group = group(groups, input);
    Predicate<String> pattern = FilterPattern.parse(Trees.text(input, "filterPattern", ""));
    String prefix = Trees.text(input, "logStreamNamePrefix", "");
    Set<String> streams = new HashSet<>();
    input.path("logStreamNames").forEach(name -> streams.add(name.asText()));
    if (!prefix.isEmpty() && !streams.isEmpty()) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "logStreamNames and logStreamNamePrefix are mutually exclusive.");
    }
    streams.forEach(stream -> groups.stream(group, stream));
    long end = time(input, "endTime", Long.MAX_VALUE);
    String start = start(group, input);
    String token = Trees.text(input, "nextToken", "");
    if (!token.matches("\\d*")) {
      throw new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid.");
    }
    int limit = limit(input);
    List<Map.Entry<String, StoredEvent>> found =
        groups.events(
            group,
            token.compareTo(start) > 0 ? token : start,
            (key, event) ->
                event.time().toEpochMilli() <= end
                    && event.stream().startsWith(prefix)
                    && (streams.isEmpty() || streams.contains(event.stream()))
                    && pattern.test(event.message()),
            limit == Integer.MAX_VALUE ? limit : limit + 1);
    List<Map.Entry<String, StoredEvent>> page =
        page(found.subList(0, Math.min(limit, found.size())), true);
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("events");
    for (Map.Entry<String, StoredEvent> entry : page) {
      StoredEvent event = entry.getValue();
      list.add(event(event).put("logStreamName", event.stream()).put("eventId", entry.getKey()));
    }
    output.putArray("searchedLogStreams");
    if (page.size() < found.size()) {
      output.put("nextToken", page.getLast().getKey());
    }
    return output;
  }

  /** A key before every wanted one: the last one before the start time. */
  private static String start(StoredGroup group, ObjectNode input) {
    return EventKey.from(group.number(), time(input, "startTime", 0));
  }

  private static boolean isForward(String token) {
    if (!token.startsWith("f/") && !token.startsWith("b/")) {
      throw new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid.");
    }
    return token.startsWith("f/");
  }

  private static <T> List<T> last(List<T> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** As many as fit in one answer, from the side that was asked for; at least one. */
  private static List<Map.Entry<String, StoredEvent>> page(
      List<Map.Entry<String, StoredEvent>> all, boolean fromFirst) {
    List<Map.Entry<String, StoredEvent>> page = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<String, StoredEvent> entry : fromFirst ? all : all.reversed()) {
      bytes += entry.getValue().bytes();
      if (bytes > MOST_PAGE_BYTES && !page.isEmpty()) {
        break;
      }
      page.add(entry);
    }
    return fromFirst ? page : page.reversed();
  }

  private static ObjectNode event(StoredEvent event) {
    return Trees.object()
        .put("timestamp", event.time().toEpochMilli())
        .put("message", event.message())
        .put("ingestionTime", event.ingested().toEpochMilli());
  }

  private static int limit(ObjectNode input) {
    int limit = Trees.integer(input, "limit", MOST_EVENTS);
    if (limit < 1 || limit > MOST_EVENTS) {
      throw new AwsError(400, "InvalidParameterException", "limit must be from 1 to 10000");
    }
    return limit;
  }

  private static long time(ObjectNode input, String name, long absent) {
    return input.hasNonNull(name) ? input.get(name).asLong() : absent;
  }
}
