package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGateway::Deployment}: the API's resources as they are when it is made. */
public final class DeploymentResource implements ResourceType<DeploymentResource.Declared> {
  private static final int ID_LENGTH = 6;

  private final RestApis apis;

  /** A declared deployment. */
  public record Declared(String api, String description) {}

  public DeploymentResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::Deployment";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("DeploymentId");
  }

  @Override
  public Declared read(Properties properties) {
    return new Declared(
        properties.text("RestApiId"), properties.optionalText("Description").orElse(""));
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String id = Ids.of(deployment, ID_LENGTH);
    apis.deploy(declaration.api(), id, declaration.description());
    return resource(id);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.api().equals(after.api()) ? Optional.empty() : Optional.of("API changed");
  }

  /** A deployment is a snapshot: an update changes its description only. */
  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return resource(existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    apis.all().forEach(api -> apis.deleteDeployment(api.id(), existing.physicalId()));
  }

  private Resource resource(String id) {
    return new Resource(name(), id, Map.of("DeploymentId", id));
  }
}
