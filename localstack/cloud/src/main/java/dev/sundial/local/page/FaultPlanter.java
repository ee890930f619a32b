package dev.sundial.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.fault.Fault;
import dev.sundial.local.fault.Faults;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Plants, lists and clears faults: {@code POST}, {@code GET} and {@code DELETE /_sundial/faults}.
 */
final class FaultPlanter {
  private static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

  /** What a throttled client of Slack is told to wait. */
  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(30);

  private static final Duration MAX_DELAY = Duration.ofMinutes(15);
  private static final Set<String> FIELDS =
      Set.of("service", "operation", "function", "call", "mode", "delay", "count", "rate", "seed");

  private final Faults faults;

  FaultPlanter(Faults faults) {
    this.faults = faults;
  }

  AwsResponse handle(AwsRequest request) {
    try {
      return switch (request.method()) {
        case "GET", "HEAD" -> Answers.json(200, Map.of("faults", list()));
        case "POST" -> {
          int id = faults.plant(fault(ClockHand.parse(request.bytes())));
          yield Answers.json(200, Map.of("id", id));
        }
        case "DELETE" -> {
          faults.clear();
          yield Answers.json(200, Map.of("faults", List.of()));
        }
        default -> throw new AwsError(405, "MethodNotAllowed", "faults know GET, POST and DELETE");
      };
    } catch (AwsError e) {
      return Answers.error(e);
    }
  }

  /** The planted faults as JSON. */
  List<Map<String, Object>> list() {
    return faults.list().stream().map(FaultPlanter::json).toList();
  }

  private static Map<String, Object> json(Faults.State state) {
    Fault fault = state.fault();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", state.id());
    json.put("service", fault.service());
    json.put("operation", fault.operation());
    fault.function().ifPresent(function -> json.put("function", function));
    fault.call().ifPresent(call -> json.put("call", call));
    json.put("mode", fault.mode().id());
    if (fault.mode() == Fault.Mode.DELAY) {
      json.put("delay", fault.delay());
    }
    fault.count().ifPresent(count -> json.put("count", count));
    json.put("rate", fault.rate());
    json.put("seed", fault.seed());
    json.put("matched", state.matched());
    json.put("done", state.done());
    return json;
  }

  private static Fault fault(ObjectNode body) {
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw refused("a fault has no " + field);
              }
            });
    try {
      Fault.Mode mode =
          Fault.Mode.parse(text(body, "mode").orElseThrow(() -> refused("mode is required")));
      return new Fault(
          text(body, "service").orElseThrow(() -> refused("service is required")),
          text(body, "operation").orElse("*"),
          text(body, "function"),
          count(body, "call"),
          mode,
          delay(body, mode),
          count(body, "count"),
          rate(body),
          whole(body, "seed").orElse(0L));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> text(ObjectNode body, String name) {
    return value(body, name, JsonNode::isTextual, "a text").map(JsonNode::asText);
  }

  private static Optional<Long> whole(ObjectNode body, String name) {
    return value(body, name, JsonNode::canConvertToExactIntegral, "a whole number")
        .map(
            node -> {
              if (!node.canConvertToLong()) {
                throw refused(name + " is too large");
              }
              return node.asLong();
            });
  }

  private static Optional<Integer> count(ObjectNode body, String name) {
    return whole(body, name)
        .map(
            number -> {
              if (number > Integer.MAX_VALUE) {
                throw refused(name + " is too large");
              }
              return number.intValue();
            });
  }

  private static double rate(ObjectNode body) {
    return value(body, "rate", JsonNode::isNumber, "a number").map(JsonNode::asDouble).orElse(1.0);
  }

  private static Duration delay(ObjectNode body, Fault.Mode mode) {
    Optional<String> text = text(body, "delay");
    if (text.isEmpty()) {
      return mode == Fault.Mode.THROTTLE ? DEFAULT_PAUSE : DEFAULT_DELAY;
    }
    try {
      Duration delay = Duration.parse(text.get());
      if (!delay.isNegative() && delay.compareTo(MAX_DELAY) <= 0) {
        return delay;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw refused("delay must be a duration from PT0S to " + MAX_DELAY + ", was " + text.get());
  }

  private static Optional<JsonNode> value(
      ObjectNode body, String name, Function<JsonNode, Boolean> fits, String what) {
    JsonNode node = body.get(name);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!fits.apply(node)) {
      throw refused(name + " must be " + what + ", was " + node);
    }
    return Optional.of(node);
  }

  private static AwsError refused(String why) {
    return new AwsError(400, "BadRequest", why);
  }
}
