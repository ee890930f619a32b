package dev.sundial.local.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.TemplateException;
import dev.sundial.local.wire.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Scheduler::Schedule}. */
public final class ScheduleResource implements ResourceType<ScheduleResource.Declared> {
  private static final int LONGEST_NAME = 64;

  private final Schedules schedules;
  private final ScheduleShapes shapes;

  /**
   * A declared schedule.
   *
   * @param name empty when the template gives none
   * @param members the others, as a client would send them
   */
  public record Declared(Optional<String> name, ObjectNode members) {}

  public ScheduleResource(Schedules schedules, Courier courier) {
    this.schedules = schedules;
    this.shapes = new ScheduleShapes(courier);
  }

  @Override
  public String name() {
    return "AWS::Scheduler::Schedule";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    ObjectNode members = Trees.object();
    ScheduleShapes.MEMBERS.forEach(
        member -> properties.whole(member).ifPresent(value -> members.set(member, value)));
    Optional<String> name = properties.optionalText("Name");
    try {
      shapes.read(name.orElse("made-up"), members);
    } catch (AwsError e) {
      throw new TemplateException(properties.path() + ": " + e.text());
    }
    return new Declared(name, members);
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
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("Name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return make(existing.physicalId(), after);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (schedules.exists(existing.physicalId())) {
      schedules.delete(existing.physicalId());
    }
  }

  private Resource make(String schedule, Declared declaration) {
    Schedule read = shapes.read(schedule, declaration.members());
    if (schedules.exists(schedule)) {
      schedules.update(read);
    } else {
      schedules.create(read, null);
    }
    return new Resource(name(), schedule, Map.of("Arn", Schedule.arn(schedule)));
  }
}
