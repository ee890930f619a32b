package dev.sundial.local.apigateway;

import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGateway::Stage}. */
public final class StageResource implements ResourceType<StageResource.Declared> {
  /** The stage's API, kept beside what Fn::GetAtt may ask for: the physical id is the name only. */
  private static final String API = "RestApiId";

  private final RestApis apis;

  /** A declared stage. */
  public record Declared(
      String api,
      String stage,
      String deployment,
      String description,
      Map<String, String> variables,
      String rate,
      String burst,
      String logGroup,
      String logFormat) {}

  public StageResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::Stage";
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declared read(Properties properties) {
    properties.oneOf("CacheClusterEnabled", "false", "false");
    Optional<Properties> settings = methodSettings(properties);
    Optional<Properties> log = properties.object("AccessLogSetting");
    return new Declared(
        properties.text("RestApiId"),
        properties.text("StageName"),
        properties.text("DeploymentId"),
        properties.optionalText("Description").orElse(""),
        properties.textMap("Variables"),
        settings.flatMap(s -> s.optionalText("ThrottlingRateLimit")).orElse("-1"),
        settings.flatMap(s -> s.optionalText("ThrottlingBurstLimit")).orElse("-1"),
        log.map(l -> l.text("DestinationArn")).orElse(""),
        log.map(l -> l.text("Format")).orElse(""));
  }

  private static Optional<Properties> methodSettings(Properties properties) {
    List<Properties> settings = properties.objects("MethodSettings");
    for (Properties setting : settings) {
      setting.oneOf("HttpMethod", "", "*");
      setting.oneOf("ResourcePath", "", "/*");
      setting.oneOf("CachingEnabled", "false", "false");
      setting.oneOf("DataTraceEnabled", "false", "false");
      setting.oneOf("LoggingLevel", "OFF", "OFF");
    }
    return settings.stream().findFirst();
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return Optional.empty();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    apis.putStage(
        declaration.api(),
        new ApiStage(
            declaration.stage(),
            declaration.deployment(),
            declaration.description(),
            declaration.variables(),
            Double.parseDouble(declaration.rate()),
            (int) Double.parseDouble(declaration.burst()),
            declaration.logGroup(),
            declaration.logFormat(),
            apis.clock().instant()));
    return new Resource(name(), declaration.stage(), Map.of(API, declaration.api()));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    boolean same = before.api().equals(after.api()) && before.stage().equals(after.stage());
    return same ? Optional.empty() : Optional.of("API or stage name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    apis.deleteStage(existing.attributes().getOrDefault(API, ""), existing.physicalId());
  }
}
