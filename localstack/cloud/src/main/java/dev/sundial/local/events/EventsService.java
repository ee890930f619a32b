package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** EventBridge behind the endpoint. */
public final class EventsService {
  private static final String NAMESPACE = "http://events.amazonaws.com/doc/2015-10-07";
  private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,256}");

  private final EventBuses buses;
  private final Rules rules;

  private EventsService(EventBuses buses, Rules rules) {
    this.buses = buses;
    this.rules = rules;
  }

  /** The service behind the endpoint. */
  public static AwsService of(EventBuses buses, Rules rules, Courier courier, Clock clock) {
    EventsService service = new EventsService(buses, rules);
    Operations operations =
        new Operations()
            .on("PutEvents", new PutEvents(buses, clock), "Entries")
            .on("ListEventBuses", service::list, "NamePrefix", "NextToken", "Limit")
            .on("DescribeEventBus", service::describe, "Name")
            .on("CreateEventBus", service::create, "Name")
            .on("DeleteEventBus", service::delete, "Name")
            .refuse(
                "CreateArchive",
                "StartReplay",
                "CreateConnection",
                "CreateApiDestination",
                "CreateEndpoint",
                "PutPermission",
                "RemovePermission",
                "PutPartnerEvents",
                "TagResource",
                "UntagResource",
                "ListTagsForResource",
                "UpdateEventBus");
    new RuleOperations(buses, rules, courier).addTo(operations);
    return new ModeledService("events", NAMESPACE, operations.table());
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "NamePrefix", "");
    List<String> found = buses.names().stream().filter(name -> name.startsWith(prefix)).toList();
    return RuleOperations.page(input, "EventBuses", found, name -> name, EventsService::bus);
  }

  private JsonNode describe(ObjectNode input, AwsRequest request) {
    return bus(buses.require(Optional.of(Trees.text(input, "Name", EventBuses.DEFAULT))));
  }

  private JsonNode create(ObjectNode input, AwsRequest request) {
    String name = Trees.text(input, "Name");
    if (!NAME.matcher(name).matches()) {
      throw AwsError.validation("Name must match " + NAME + ", was " + name);
    }
    if (buses.exists(name)) {
      throw new AwsError(
          400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
    }
    buses.create(name);
    return Trees.object().put("EventBusArn", EventBuses.arn(name));
  }

  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    String name = EventBuses.nameOf(Trees.text(input, "Name"));
    if (name.equals(EventBuses.DEFAULT)) {
      throw AwsError.validation("Cannot delete event bus default.");
    }
    if (!rules.of(name).isEmpty()) {
      throw AwsError.validation("Cannot delete event bus " + name + " since it has rules.");
    }
    buses.delete(name);
    return null;
  }

  private static ObjectNode bus(String name) {
    return Trees.object().put("Name", name).put("Arn", EventBuses.arn(name));
  }
}
