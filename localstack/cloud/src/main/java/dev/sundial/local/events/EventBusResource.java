package dev.sundial.local.events;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Events::EventBus}. */
public final class EventBusResource implements ResourceType<EventBusResource.Declared> {
  private final EventBuses buses;

  /** A declared bus. */
  public record Declared(String name) {}

  public EventBusResource(EventBuses buses) {
    this.buses = buses;
  }

  @Override
  public String name() {
    return "AWS::Events::EventBus";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn", "Name");
  }

  @Override
  public Declared read(Properties properties) {
    String name = properties.text("Name");
    if (name.equals(EventBuses.DEFAULT)) {
      properties.problem("Name", "must not be default: every account has that bus");
    }
    return new Declared(name);
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return Optional.of(declaration.name());
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    buses.create(declaration.name());
    return resource(declaration.name());
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.equals(after) ? Optional.empty() : Optional.of("Name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    buses.delete(existing.physicalId());
  }

  private Resource resource(String bus) {
    return new Resource(name(), bus, Map.of("Arn", EventBuses.arn(bus), "Name", bus));
  }
}
