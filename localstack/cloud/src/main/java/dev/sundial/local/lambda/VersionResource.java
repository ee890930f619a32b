package dev.sundial.local.lambda;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.TemplateException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::Lambda::Version}: publishes what the function is now. Under SnapStart that runs its
 * initialization and hooks, and the deploy fails when they do.
 */
final class VersionResource implements ResourceType<VersionResource.Declaration> {
  private static final String TYPE = "AWS::Lambda::Version";

  private final Functions functions;

  VersionResource(Functions functions) {
    this.functions = functions;
  }

  /** A version as a template declares it. */
  record Declaration(String functionName, String description) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Version", "FunctionArn");
  }

  @Override
  public Declaration read(Properties properties) {
    return new Declaration(
        properties.text("FunctionName"), properties.optionalText("Description").orElse(""));
  }

  @Override
  public Resource create(Declaration declaration, Deployment deployment) {
    String owner =
        deployment.stack() + "/" + deployment.logicalId() + "/" + deployment.generation();
    FunctionRef ref = FunctionRef.parse(declaration.functionName());
    try {
      FunctionVersion version = functions.publish(ref.name(), owner);
      return new Resource(
          TYPE,
          version.qualifiedArn(),
          Map.of("Version", version.version(), "FunctionArn", version.qualifiedArn()));
    } catch (PublishException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Optional<String> replacement(Declaration before, Declaration after) {
    return before.equals(after) ? Optional.empty() : Optional.of("a version never changes");
  }

  @Override
  public Resource update(
      Resource existing, Declaration before, Declaration after, Deployment deployment) {
    return existing;
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    FunctionRef ref = FunctionRef.parse(existing.physicalId());
    functions.deleteVersion(ref.name(), ref.qualifier());
  }
}
