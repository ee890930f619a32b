package dev.sundial.local.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resource type for tests: keeps its things in a map and a log of what was asked of it. */
final class ThingType implements ResourceType<ThingType.Declared> {
  final List<String> log = new ArrayList<>();
  final Map<String, Declared> things = new LinkedHashMap<>();
  final Map<String, String> data = new LinkedHashMap<>();
  String failOn = "";
  Set<String> attributes = Set.of("Arn", "Shape");

  /** Whether the value is the physical id, as where a policy is known by its bucket. */
  boolean sharesIds;

  record Declared(
      String value, Optional<String> name, String shape, List<String> links, Set<String> assets) {}

  @Override
  public String name() {
    return "Test::Thing";
  }

  @Override
  public Set<String> attributes() {
    return attributes;
  }

  @Override
  public Declared read(Properties properties) {
    return new Declared(
        properties.optionalText("Value").orElse(""),
        properties.optionalText("Name"),
        properties.oneOf("Shape", "round", "round", "square"),
        properties.texts("Links"),
        Set.copyOf(properties.texts("Assets")));
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Set<String> assetKeys(Declared declaration) {
    return declaration.assets();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String made = sharesIds ? declaration.value() : generated(deployment);
    return make("create", declaration.name().orElse(made), declaration);
  }

  private static String generated(Deployment deployment) {
    return deployment.logicalId() + deployment.generation();
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.shape().equals(after.shape()) ? Optional.empty() : Optional.of("Shape changed");
  }

  @Override
  public Resource update(Resource existing, Declared before, Declared after, Deployment d) {
    return make("update", existing.physicalId(), after);
  }

  @Override
  public Optional<String> holds(Resource existing) {
    return Optional.ofNullable(data.get(existing.physicalId()));
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    note("delete " + existing.physicalId());
    things.remove(existing.physicalId());
  }

  private Resource make(String verb, String id, Declared declaration) {
    note(verb + " " + id);
    things.put(id, declaration);
    return new Resource(name(), id, Map.of("Arn", "arn:thing:" + id, "Shape", declaration.shape()));
  }

  private void note(String what) {
    if (what.equals(failOn)) {
      throw new IllegalStateException("told to fail");
    }
    log.add(what);
  }

  /** The value a thing was last brought to. */
  String value(String physicalId) {
    Declared declared = things.get(physicalId);
    return declared == null ? "no " + physicalId : declared.value();
  }

  /** What was asked since the last call. */
  List<String> takeLog() {
    List<String> taken = List.copyOf(log);
    log.clear();
    return taken;
  }
}
