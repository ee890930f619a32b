package dev.sundial.local.logs;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::Logs::LogGroup}. */
public final class LogGroupResource implements ResourceType<LogGroupResource.Declared> {
  private static final int LONGEST_NAME = 512;

  private final LogGroups groups;

  /**
   * A declared log group.
   *
   * @param name empty when the template gives none
   * @param retentionDays null keeps lines for ever
   * @param logClass kept and told; nothing differs by it here
   */
  public record Declared(Optional<String> name, @Nullable Integer retentionDays, String logClass) {}

  public LogGroupResource(LogGroups groups) {
    this.groups = groups;
  }

  @Override
  public String name() {
    return "AWS::Logs::LogGroup";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    int days = properties.integer("RetentionInDays", 0);
    if (properties.has("RetentionInDays") && !StoredGroup.RETENTIONS.contains(days)) {
      properties.problem("RetentionInDays", "is not one of AWS's, was " + days);
    }
    return new Declared(
        properties.optionalText("LogGroupName"),
        days == 0 ? null : days,
        properties.oneOf(
            "LogGroupClass", StoredGroup.STANDARD, StoredGroup.STANDARD, "INFREQUENT_ACCESS"));
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String group = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    return make(group, declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.name().equals(after.name())) {
      return Optional.of("LogGroupName changed");
    }
    return before.logClass().equals(after.logClass())
        ? Optional.empty()
        : Optional.of("LogGroupClass changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return make(existing.physicalId(), after);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (groups.exists(existing.physicalId())) {
      groups.delete(existing.physicalId());
    }
  }

  private Resource make(String group, Declared declaration) {
    if (!groups.exists(group)) {
      groups.create(group, Map.of());
    }
    groups.classify(group, declaration.logClass());
    groups.retain(group, declaration.retentionDays());
    return new Resource(name(), group, Map.of("Arn", LogGroups.arn(group) + ":*"));
  }
}
