package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code AWS::ApiGateway::Method}: Lambda proxy integrations, for everybody or for who signs. */
public final class MethodResource implements ResourceType<MethodResource.Declared> {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");

  private final RestApis apis;

  /** A declared method. */
  public record Declared(
      String api, String resource, String method, String functionArn, String authorization) {}

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
            Authorization.AWS_IAM.name());
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
        function(integration),
        authorization);
  }

  private static String function(Properties integration) {
    String uri = integration.text("Uri");
    Matcher matcher = FUNCTION.matcher(uri);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    if (!Pending.in(uri)) {
      integration.problem("Uri", "must be the invocations of a Lambda function, was " + uri);
    }
    return uri;
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    apis.putMethod(
        declaration.api(),
        declaration.resource(),
        declaration.method(),
        declaration.functionArn(),
        Authorization.valueOf(declaration.authorization()));
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
