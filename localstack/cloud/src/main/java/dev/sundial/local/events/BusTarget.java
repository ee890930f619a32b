package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.delivery.Target;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Event buses as targets: a rule passes its event on, a schedule puts its input as the detail. */
public final class BusTarget implements Target {
  private final EventBuses buses;
  private final Clock clock;

  public BusTarget(EventBuses buses, Clock clock) {
    this.buses = buses;
    this.clock = clock;
  }

  @Override
  public String service() {
    return "events";
  }

  @Override
  public String action() {
    return "events:PutEvents";
  }

  @Override
  public void deliver(Parcel parcel) {
    String bus = buses.require(Optional.of(parcel.target()));
    ObjectNode payload = Trees.parse(parcel.payloadNow().getBytes(StandardCharsets.UTF_8));
    buses.put(
        switch (parcel.sender().kind()) {
          case RULE -> passedOn(bus, payload);
          case SCHEDULE ->
              new BusEvent(
                  bus,
                  parcel.id(),
                  option(parcel, "Source"),
                  option(parcel, "DetailType"),
                  clock.instant(),
                  List.of(parcel.sender().arn()),
                  payload);
        });
  }

  private static BusEvent passedOn(String bus, ObjectNode envelope) {
    List<String> resources = new ArrayList<>();
    for (JsonNode resource : envelope.path("resources")) {
      resources.add(resource.asText());
    }
    return new BusEvent(
        bus,
        Trees.text(envelope, "id"),
        Trees.text(envelope, "source"),
        Trees.text(envelope, "detail-type"),
        Instant.parse(Trees.text(envelope, "time")),
        resources,
        envelope.path("detail"));
  }

  private static String option(Parcel parcel, String name) {
    String value = parcel.options().get(name);
    if (value == null) {
      throw AwsError.validation("EventBridgeParameters." + name + " is required");
    }
    return value;
  }
}
