package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.TemplateException;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Events::Rule}, its targets included. */
public final class RuleResource implements ResourceType<RuleResource.Declared> {
  private static final int LONGEST_NAME = 64;
  private static final List<String> MEMBERS =
      List.of("Description", "EventPattern", "RoleArn", "ScheduleExpression", "State");

  private final Rules rules;
  private final RuleShapes shapes;

  /**
   * A declared rule.
   *
   * @param name empty when the template gives none
   * @param bus name or ARN
   * @param members the others, as a client would send them
   */
  public record Declared(
      Optional<String> name, String bus, ObjectNode members, List<JsonNode> targets) {}

  public RuleResource(Rules rules, Courier courier) {
    this.rules = rules;
    this.shapes = new RuleShapes(courier);
  }

  @Override
  public String name() {
    return "AWS::Events::Rule";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    ObjectNode members = Trees.object();
    MEMBERS.forEach(
        member -> properties.whole(member).ifPresent(value -> members.set(member, value)));
    List<JsonNode> targets = new ArrayList<>();
    properties.whole("Targets").ifPresent(list -> list.forEach(targets::add));
    Declared declared =
        new Declared(
            properties.optionalText("Name"),
            properties.optionalText("EventBusName").orElse(EventBuses.DEFAULT),
            members,
            targets);
    String bus = Pending.in(declared.bus()) ? "not-known-yet" : EventBuses.nameOf(declared.bus());
    try {
      RuleShapes.rule(bus, declared.name().orElse("made-up"), members);
      targets.forEach(target -> shapes.target(bus, target));
    } catch (AwsError e) {
      throw new TemplateException(properties.path() + ": " + e.text());
    }
    return declared;
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return make(
        declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME)), declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.name().equals(after.name())) {
      return Optional.of("Name changed");
    }
    return before.bus().equals(after.bus())
        ? Optional.empty()
        : Optional.of("EventBusName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    String id = existing.physicalId();
    return make(id.substring(id.indexOf('|') + 1), after);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    String id = existing.physicalId();
    int bar = id.indexOf('|');
    rules.delete(bar < 0 ? EventBuses.DEFAULT : id.substring(0, bar), id.substring(bar + 1));
  }

  private Resource make(String rule, Declared declaration) {
    String bus = EventBuses.nameOf(declaration.bus());
    StoredRule stored = rules.declare(RuleShapes.rule(bus, rule, declaration.members()));
    rules.retarget(stored, declaration.targets().stream().map(t -> shapes.target(bus, t)).toList());
    String id = bus.equals(EventBuses.DEFAULT) ? rule : bus + "|" + rule;
    return new Resource(name(), id, Map.of("Arn", stored.arn()));
  }
}
