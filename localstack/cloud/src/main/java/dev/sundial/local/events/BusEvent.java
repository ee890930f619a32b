package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event as rules and targets see it.
 *
 * @param bus name of the bus it was put on
 * @param id of the event
 * @param source such as {@code dev.sundial}
 * @param detailType such as {@code ModelPromoted}
 * @param at virtual time, or what the producer gave
 * @param resources ARNs the producer named
 * @param detail its content
 */
public record BusEvent(
    String bus,
    String id,
    String source,
    String detailType,
    Instant at,
    List<String> resources,
    JsonNode detail) {

  public BusEvent {
    resources = List.copyOf(resources);
  }

  /** The event in EventBridge's envelope. */
  public ObjectNode envelope() {
    ObjectNode node = Trees.object();
    node.put("version", "0");
    node.put("id", id);
    node.put("detail-type", detailType);
    node.put("source", source);
    node.put("account", Account.ID);
    node.put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
    node.put("region", Account.REGION);
    ArrayNode named = node.putArray("resources");
    resources.forEach(named::add);
    node.set("detail", detail);
    return node;
  }
}
