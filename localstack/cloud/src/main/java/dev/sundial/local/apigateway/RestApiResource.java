package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGateway::RestApi}. */
public final class RestApiResource implements ResourceType<RestApiResource.Declared> {
  private static final int ID_LENGTH = 10;

  private final RestApis apis;

  /** A declared API. */
  public record Declared(String name, String description, List<String> binaryMediaTypes) {}

  public RestApiResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::RestApi";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("RestApiId", "RootResourceId");
  }

  @Override
  public Declared read(Properties properties) {
    properties.object("EndpointConfiguration").ifPresent(endpoint -> endpoint.texts("Types"));
    properties.oneOf("ApiKeySourceType", "HEADER", "HEADER");
    return new Declared(
        properties.text("Name"),
        properties.optionalText("Description").orElse(""),
        properties.texts("BinaryMediaTypes"));
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String id = Ids.of(deployment, ID_LENGTH);
    apis.create(id, declaration.name(), declaration.description(), declaration.binaryMediaTypes());
    return resource(id);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return Optional.empty();
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    apis.create(existing.physicalId(), after.name(), after.description(), after.binaryMediaTypes());
    return resource(existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    apis.delete(existing.physicalId());
  }

  private Resource resource(String id) {
    return new Resource(name(), id, Map.of("RestApiId", id, "RootResourceId", RestApis.rootOf(id)));
  }
}
