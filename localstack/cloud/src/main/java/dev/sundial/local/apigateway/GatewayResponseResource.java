package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ApiGateway::GatewayResponse}: served from the API's next deployment on. */
public final class GatewayResponseResource
    implements ResourceType<GatewayResponseResource.Declared> {
  private static final String JSON = "application/json";

  private final RestApis apis;

  /** A declared gateway response. */
  public record Declared(String api, ResponseType type, GatewayResponse response) {}

  public GatewayResponseResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::GatewayResponse";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Id");
  }

  @Override
  public Declared read(Properties properties) {
    String[] types =
        Arrays.stream(ResponseType.values()).map(ResponseType::name).toArray(String[]::new);
    String type = properties.oneOf("ResponseType", ResponseType.DEFAULT_4XX.name(), types);
    if (type.equals(ResponseType.REQUEST_TOO_LARGE.name())) {
      properties.problem("ResponseType", "REQUEST_TOO_LARGE is told as AWS does, whatever is said");
    }
    Map<String, String> templates = properties.textMap("ResponseTemplates");
    templates.keySet().stream()
        .filter(media -> !media.equals(JSON))
        .forEach(media -> properties.problem("ResponseTemplates", "is not supported for " + media));
    GatewayResponse response =
        new GatewayResponse(
            properties.integer("StatusCode", 0, 100, 599),
            properties.textMap("ResponseParameters"),
            templates.getOrDefault(JSON, ""));
    response.problems().forEach(problem -> properties.problem("", problem));
    return new Declared(properties.text("RestApiId"), ResponseType.valueOf(type), response);
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    apis.putGatewayResponse(declaration.api(), declaration.type(), declaration.response());
    String id = declaration.api() + "-" + declaration.type();
    return new Resource(name(), id, Map.of("Id", id));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    boolean same = before.api().equals(after.api()) && before.type() == after.type();
    return same ? Optional.empty() : Optional.of("API or response type changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    String[] id = existing.physicalId().split("-", 2);
    apis.deleteGatewayResponse(id[0], ResponseType.valueOf(id[1]));
  }
}
