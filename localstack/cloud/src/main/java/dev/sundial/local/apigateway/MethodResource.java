package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::ApiGateway::Method}: Lambda proxy integrations, for everybody, for who signs, or for
 * whom an authorizer says.
 */
public final class MethodResource implements ResourceType<MethodResource.Declared> {
  private final RestApis apis;

  /** A declared method. */
  public record Declared(
      String api,
      String resource,
      String method,
      String functionArn,
      String authorization,
      Optional<String> authorizer) {}

  public MethodResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::Method";
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declared read(Properties properties) {
    String authorization =
        properties.oneOf(
            "AuthorizationType",
            Authorization.NONE.name(),
            Authorization.NONE.name(),
            Authorization.AWS_IAM.name(),
            Authorization.CUSTOM.name());
    Optional<String> authorizer = properties.optionalText("AuthorizerId");
    if (authorizer.isPresent() != authorization.equals(Authorization.CUSTOM.name())) {
      properties.problem("AuthorizerId", "goes with AuthorizationType CUSTOM, and with no other");
    }
    properties.oneOf("ApiKeyRequired", "false", "false");
    Properties integration =
        properties
            .object("Integration")
            .orElseThrow(() -> properties.refuse("Integration", "is required"));
    integration.oneOf("Type", "", "AWS_PROXY");
    integration.oneOf("IntegrationHttpMethod", "POST", "POST");
    return new Declared(
        properties.text("RestApiId"),
        properties.text("ResourceId"),
        properties.text("HttpMethod"),
        FunctionUri.of(integration, "Uri"),
        authorization,
        authorizer);
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    apis.putMethod(
        declaration.api(),
        declaration.resource(),
        declaration.method(),
        new RestApi.MethodTarget(
            declaration.functionArn(),
            Authorization.valueOf(declaration.authorization()),
            declaration.authorizer()));
    return resource(declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    boolean same =
        before.api().equals(after.api())
            && before.resource().equals(after.resource())
            && before.method().equals(after.method());
    return same ? Optional.empty() : Optional.of("API, resource or method changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    String[] id = existing.physicalId().split("\\|");
    apis.deleteMethod(id[0], id[1], id[2]);
  }

  private Resource resource(Declared declaration) {
    String id = declaration.api() + "|" + declaration.resource() + "|" + declaration.method();
    return new Resource(name(), id, Map.of());
  }
}
