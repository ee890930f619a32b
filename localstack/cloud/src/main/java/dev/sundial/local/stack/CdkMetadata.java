package dev.sundial.local.stack;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::CDK::Metadata}: what CDK tells about itself in each template. Nothing is made of it.
 */
final class CdkMetadata implements ResourceType<String> {

  @Override
  public String name() {
    return "AWS::CDK::Metadata";
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public String read(Properties properties) {
    return properties.optionalText("Analytics").orElse("");
  }

  @Override
  public Resource create(String declaration, Deployment deployment) {
    return new Resource(name(), deployment.physicalName(128), Map.of());
  }

  @Override
  public Optional<String> replacement(String before, String after) {
    return Optional.empty();
  }

  @Override
  public Resource update(Resource existing, String before, String after, Deployment deployment) {
    return existing;
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {}
}
