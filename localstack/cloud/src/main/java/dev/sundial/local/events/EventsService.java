package dev.sundial.local.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** EventBridge behind the endpoint. */
public final class EventsService {
  private static final String NAMESPACE = "http://events.amazonaws.com/doc/2015-10-07";

  private EventsService() {}

  public static AwsService of(EventBuses buses, Clock clock) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("PutEvents", new PutEvents(buses, clock));
    operations.put(
        "ListEventBuses", (input, request) -> list(buses, Trees.text(input, "NamePrefix", "")));
    operations.put(
        "DescribeEventBus",
        (input, request) ->
            bus(buses.require(Optional.of(Trees.text(input, "Name", EventBuses.DEFAULT)))));
    return new ModeledService("events", NAMESPACE, operations);
  }

  private static ObjectNode list(EventBuses buses, String prefix) {
    ObjectNode answer = Trees.object();
    ArrayNode list = answer.putArray("EventBuses");
    buses.names().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> list.add(bus(name)));
    return answer;
  }

  private static ObjectNode bus(String name) {
    return Trees.object().put("Name", name).put("Arn", EventBuses.arn(name));
  }
}
