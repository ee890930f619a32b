package dev.sundial.local.dashboards;

import dev.sundial.local.alarms.EmittableMetrics;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::CloudWatch::Dashboard}. */
public final class DashboardResource implements ResourceType<DashboardResource.Declared> {
  private static final int LONGEST_NAME = 255;

  private final Dashboards dashboards;
  private final EmittableMetrics emittable;

  /**
   * A declared dashboard.
   *
   * @param name empty when the template gives none
   * @param json its body
   */
  public record Declared(Optional<String> name, String json) {}

  public DashboardResource(Dashboards dashboards, EmittableMetrics emittable) {
    this.dashboards = dashboards;
    this.emittable = emittable;
  }

  @Override
  public String name() {
    return "AWS::CloudWatch::Dashboard";
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declared read(Properties properties) {
    Optional<String> name = properties.optionalText("DashboardName");
    name.filter(text -> !Pending.in(text))
        .filter(text -> !DashboardOperations.NAME.matcher(text).matches())
        .ifPresent(
            text ->
                properties.problem(
                    "DashboardName", "must have 1 to 255 letters, digits, - and _, was " + text));
    String json = properties.text("DashboardBody");
    if (!json.isEmpty()) {
      BodyReader.Reading reading = BodyReader.read(json);
      reading
          .problems()
          .forEach(one -> properties.problem("DashboardBody", one.member() + " " + one.why()));
      for (MetricId metric : reading.metrics()) {
        emittable
            .problem(metric)
            .ifPresent(why -> properties.problem("DashboardBody", "in a widget " + why));
      }
    }
    return new Declared(name, json);
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String name = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    dashboards.put(name, declaration.json());
    return new Resource(name(), name, Map.of());
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name())
        ? Optional.empty()
        : Optional.of("DashboardName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    dashboards.put(existing.physicalId(), after.json());
    return existing;
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (dashboards.find(existing.physicalId()).isPresent()) {
      dashboards.delete(List.of(existing.physicalId()));
    }
  }
}
