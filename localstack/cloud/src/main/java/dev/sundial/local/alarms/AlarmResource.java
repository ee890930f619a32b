package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code AWS::CloudWatch::Alarm} and {@code AWS::CloudWatch::CompositeAlarm}. */
public final class AlarmResource implements ResourceType<AlarmResource.Declared> {
  private static final int LONGEST_NAME = 255;
  private static final String NAME = "AlarmName";

  private final Alarms alarms;
  private final AlarmActions actions;
  private final EmittableMetrics metrics;
  private final boolean composite;

  /**
   * A declared alarm.
   *
   * @param name empty when the template gives none
   * @param alarm under some name; empty when it is wrong, which is noted
   */
  public record Declared(Optional<String> name, Optional<Alarm> alarm) {}

  private AlarmResource(
      Alarms alarms, AlarmActions actions, EmittableMetrics metrics, boolean composite) {
    this.alarms = alarms;
    this.actions = actions;
    this.metrics = metrics;
    this.composite = composite;
  }

  /** Both types. */
  public static List<ResourceType<?>> all(
      Alarms alarms, AlarmActions actions, EmittableMetrics metrics) {
    return List.of(
        new AlarmResource(alarms, actions, metrics, false),
        new AlarmResource(alarms, actions, metrics, true));
  }

  @Override
  public String name() {
    return composite ? "AWS::CloudWatch::CompositeAlarm" : "AWS::CloudWatch::Alarm";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    ObjectNode node = Trees.object();
    for (String known : composite ? AlarmReader.COMPOSITE : AlarmReader.METRIC) {
      properties.whole(known).ifPresent(value -> node.set(known, value));
    }
    Optional<String> name = properties.optionalText(NAME);
    Members members = new Members(node);
    Optional<Alarm> alarm =
        composite
            ? AlarmReader.composite(members, name.orElse("unnamed"))
            : AlarmReader.metric(members, name.orElse("unnamed"));
    members.problems().forEach(one -> properties.problem(one.member(), one.why()));
    alarm.ifPresent(read -> check(read, properties));
    return new Declared(name, alarm);
  }

  private void check(Alarm alarm, Properties properties) {
    Set<String> arns = new TreeSet<>(alarm.settings().alarmActions());
    arns.addAll(alarm.settings().okActions());
    arns.addAll(alarm.settings().insufficientDataActions());
    for (String arn : arns) {
      if (!Pending.in(arn)) {
        try {
          actions.requireReach(arn);
        } catch (AwsError e) {
          properties.problem("AlarmActions", "cannot be executed: " + e.text());
        }
      }
    }
    if (alarm instanceof Alarm.Metric metric) {
      for (WatchedMetric watched : metric.watched().metrics()) {
        metrics.problem(watched.id()).ifPresent(why -> properties.problem("MetricName", why));
        watched
            .unit()
            .flatMap(unit -> metrics.unitProblem(watched.id(), unit))
            .ifPresent(why -> properties.problem("Unit", why));
      }
    }
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return put(
        declaration, declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME)));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("AlarmName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return put(after, existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    alarms.delete(List.of(existing.physicalId()));
  }

  private Resource put(Declared declaration, String name) {
    Alarm alarm = declaration.alarm().orElseThrow();
    alarms.put(alarm.with(alarm.settings().named(name)), Map.of());
    return new Resource(name(), name, Map.of("Arn", Alarm.arn(name)));
  }
}
