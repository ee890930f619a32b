package dev.sundial.local.lambda;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::Lambda::EventInvokeConfig}: retries, age and destinations of queued events. */
final class EventInvokeConfigResource
    implements ResourceType<EventInvokeConfigResource.Declaration> {
  private static final String TYPE = "AWS::Lambda::EventInvokeConfig";

  private final Functions functions;
  private final DestinationArn arns;
  private final Clock clock;

  EventInvokeConfigResource(Functions functions, DestinationArn arns, Clock clock) {
    this.functions = functions;
    this.arns = arns;
    this.clock = clock;
  }

  /** The settings as a template declares them; what is absent has Lambda's default. */
  record Declaration(
      String functionName,
      String qualifier,
      @Nullable Integer retries,
      @Nullable Integer ageSeconds,
      @Nullable String onSuccess,
      @Nullable String onFailure) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declaration read(Properties properties) {
    Optional<Properties> destinations = properties.object("DestinationConfig");
    return new Declaration(
        properties.text("FunctionName"),
        properties.text("Qualifier"),
        within(properties, "MaximumRetryAttempts", 0, EventInvokeConfig.MOST_RETRIES),
        within(
            properties,
            "MaximumEventAgeInSeconds",
            EventInvokeConfig.YOUNGEST_LIMIT_SECONDS,
            EventInvokeConfig.OLDEST_LIMIT_SECONDS),
        destination(destinations, "OnSuccess"),
        destination(destinations, "OnFailure"));
  }

  @Override
  public Resource create(Declaration declaration, Deployment deployment) {
    FunctionRef ref = FunctionRef.parse(declaration.functionName(), declaration.qualifier());
    functions.putInvokeConfig(
        ref,
        new EventInvokeConfig(
            declaration.retries(),
            declaration.ageSeconds(),
            declaration.onSuccess(),
            declaration.onFailure(),
            clock.instant()));
    return new Resource(TYPE, ref.name() + "|" + ref.qualifier(), Map.of());
  }

  @Override
  public Optional<String> replacement(Declaration before, Declaration after) {
    return before.functionName().equals(after.functionName())
            && before.qualifier().equals(after.qualifier())
        ? Optional.empty()
        : Optional.of("FunctionName or Qualifier changed");
  }

  @Override
  public Resource update(
      Resource existing, Declaration before, Declaration after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    List<String> parts = List.of(existing.physicalId().split("\\|", 2));
    functions.deleteInvokeConfig(new FunctionRef(parts.getFirst(), parts.getLast()));
  }

  private static @Nullable Integer within(Properties properties, String name, int min, int max) {
    return properties.has(name) ? properties.integer(name, min, min, max) : null;
  }

  private @Nullable String destination(Optional<Properties> destinations, String when) {
    return destinations
        .flatMap(it -> it.object(when))
        .map(
            it -> {
              String arn = it.text("Destination");
              if (!arns.isSupported(arn)) {
                it.problem("Destination", "is not supported as " + arn);
              }
              return arn;
            })
        .orElse(null);
  }
}
