package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code PutEvents}: up to ten entries, each taken or refused by itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class PutEvents implements Operation {
  private static final Set<String> MEMBERS =
      Set.of("Source", "DetailType", "Detail", "EventBusName", "Resources", "Time", "TraceHeader");
  private static final int MOST_ENTRIES = 10;
  private static final int LARGEST_BYTES = 256 * 1024;

  private final EventBuses buses;
  private final Clock clock;

  PutEvents(EventBuses buses, Clock clock) {
    this.buses = buses;
    this.clock = clock;
  }

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    JsonNode entries = input.path("Entries");
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw AwsError.validation(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint:"
              + " Member must have length between 1 and 10");
    }
    if (bytes(entries) > LARGEST_BYTES) {
      throw AwsError.validation("Total size of the entries in the request is over the limit.");
    }
    ObjectNode answer = Trees.object();
    ArrayNode results = Trees.object().arrayNode();
    int failed = 0;
    for (JsonNode entry : entries) {
      if (!(entry instanceof ObjectNode members)) {
        throw AwsError.validation("Value at 'entries' must be a list of objects");
      }
      Operations.refuseOthers("PutEvents.Entries", members, MEMBERS);
    }
    for (JsonNode entry : entries) {
      try {
        results.addObject().put("EventId", put(entry));
      } catch (AwsError e) {
        failed++;
        ((ObjectNode) results.get(results.size() - 1))
            .put("ErrorCode", e.code())
            .put("ErrorMessage", e.text());
      }
    }
    answer.put("FailedEntryCount", failed);
    answer.set("Entries", results);
    return answer;
  }

  private String put(JsonNode entry) {
    String source = required(entry, "Source");
    if (source.startsWith("aws.")) {
      throw new AwsError(400, "NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    BusEvent event =
        new BusEvent(
            buses.require(
                Optional.of(entry.path("EventBusName").asText("")).filter(n -> !n.isEmpty())),
            UUID.randomUUID().toString(),
            source,
            required(entry, "DetailType"),
            time(entry),
            resources(entry),
            detail(entry));
    buses.put(event);
    return event.id();
  }

  private static String required(JsonNode entry, String name) {
    String value = entry.path(name).asText("");
    if (value.isEmpty()) {
      throw new AwsError(
          400,
          "InvalidArgument",
          "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
    }
    return value;
  }

  private Instant time(JsonNode entry) {
    JsonNode time = entry.get("Time");
    return time == null || time.isNull()
        ? clock.instant()
        : Instant.ofEpochMilli(time.decimalValue().movePointRight(3).longValue());
  }

  private static List<String> resources(JsonNode entry) {
    List<String> resources = new ArrayList<>();
    entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
    return resources;
  }

  private static ObjectNode detail(JsonNode entry) {
    try {
      return Trees.parse(required(entry, "Detail").getBytes(StandardCharsets.UTF_8));
    } catch (AwsError e) {
      if (e.code().equals("InvalidArgument")) {
        throw e;
      }
      throw new AwsError(400, "MalformedDetail", "Detail is malformed.");
    }
  }

  private static int bytes(JsonNode entries) {
    int bytes = 0;
    for (JsonNode entry : entries) {
      bytes += entry.has("Time") ? 14 : 0;
      for (String name : List.of("Source", "DetailType", "Detail")) {
        bytes += entry.path(name).asText("").getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes;
  }
}
