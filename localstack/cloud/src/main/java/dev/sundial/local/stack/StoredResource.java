package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deployed resource as the state file keeps it.
 *
 * @param generation 1 for the first physical resource of this logical id; one more for each that
 *     replaced another
 * @param superseded whether a newer generation took its place and it only waits for its removal
 * @param physicalId null until it was created
 * @param properties the resolved properties it was last brought to, as JSON
 * @param reason why it failed; empty when it did not
 * @param since virtual time of its last change
 * @param dependsOn logical ids of the same stack
 */
public record StoredResource(
    String stack,
    String logicalId,
    int generation,
    boolean superseded,
    String type,
    @Nullable String physicalId,
    Map<String, String> attributes,
    String properties,
    Status status,
    String reason,
    Instant since,
    RemovalPolicy deletionPolicy,
    RemovalPolicy updateReplacePolicy,
    Set<String> dependsOn) {

  public StoredResource {
    attributes = Map.copyOf(attributes);
    dependsOn = Set.copyOf(dependsOn);
  }

  String key() {
    return superseded ? stack + "/" + logicalId + "#" + generation : stack + "/" + logicalId;
  }

  /** The properties it was last brought to, functions resolved. */
  public ObjectNode resolvedProperties() {
    return Catalogue.parse(properties);
  }

  /** The resource, when it was created. */
  public Optional<Resource> resource() {
    return physicalId == null
        ? Optional.empty()
        : Optional.of(new Resource(type, physicalId, attributes));
  }

  StoredResource with(Status newStatus, String newReason, Instant at) {
    return new StoredResource(
        stack,
        logicalId,
        generation,
        superseded,
        type,
        physicalId,
        attributes,
        properties,
        newStatus,
        newReason,
        at,
        deletionPolicy,
        updateReplacePolicy,
        dependsOn);
  }

  /** What it became: its physical id, attributes and the properties it was brought to. */
  StoredResource made(Resource resource, String broughtTo) {
    return new StoredResource(
        stack,
        logicalId,
        generation,
        superseded,
        type,
        resource.physicalId(),
        resource.attributes(),
        broughtTo,
        status,
        reason,
        since,
        deletionPolicy,
        updateReplacePolicy,
        dependsOn);
  }

  /** The same resource under what the template now says about keeping and depending. */
  StoredResource governed(Declared declared, Set<String> dependencies) {
    return new StoredResource(
        stack,
        logicalId,
        generation,
        superseded,
        type,
        physicalId,
        attributes,
        properties,
        status,
        reason,
        since,
        declared.deletionPolicy(),
        declared.updateReplacePolicy(),
        dependencies);
  }

  StoredResource asSuperseded() {
    return new StoredResource(
        stack,
        logicalId,
        generation,
        true,
        type,
        physicalId,
        attributes,
        properties,
        status,
        reason,
        since,
        deletionPolicy,
        updateReplacePolicy,
        dependsOn);
  }

  /** What a removal does with it: a superseded one goes by UpdateReplacePolicy. */
  RemovalPolicy removal() {
    if (superseded) {
      return updateReplacePolicy;
    }
    boolean neverWhole =
        deletionPolicy == RemovalPolicy.RETAIN_EXCEPT_ON_CREATE && status.isFirstAttempt();
    return neverWhole ? RemovalPolicy.DELETE : deletionPolicy;
  }

  static List<StoredResource> current(List<StoredResource> all) {
    return all.stream().filter(resource -> !resource.superseded()).toList();
  }
}
