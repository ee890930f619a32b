package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGateway::Resource}. */
public final class PathResource implements ResourceType<PathResource.Declared> {
  private static final int ID_LENGTH = 6;

  private final RestApis apis;

  /** A declared node of the path tree. */
  public record Declared(String api, String parent, String pathPart) {}

  public PathResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::Resource";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("ResourceId");
  }

  @Override
  public Declared read(Properties properties) {
    return new Declared(
        properties.text("RestApiId"), properties.text("ParentId"), properties.text("PathPart"));
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String id = Ids.of(deployment, ID_LENGTH);
    apis.putResource(declaration.api(), id, declaration.parent(), declaration.pathPart());
    return resource(id);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.equals(after)
        ? Optional.empty()
        : Optional.of("API, parent or path part changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    apis.putResource(after.api(), existing.physicalId(), after.parent(), after.pathPart());
    return resource(existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    apis.all().forEach(api -> apis.deleteResource(api.id(), existing.physicalId()));
  }

  private Resource resource(String id) {
    return new Resource(name(), id, Map.of("ResourceId", id));
  }
}
