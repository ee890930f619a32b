package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code AWS::ApiGateway::Authorizer} of type TOKEN; served from the API's next deployment on. */
public final class AuthorizerResource implements ResourceType<AuthorizerResource.Declared> {
  private static final int ID_LENGTH = 6;
  private static final int DEFAULT_TTL = 300;
  private static final int LONGEST_TTL = 3600;
  private static final String HEADER = "method.request.header.";

  /** The authorizer's API, kept beside what Fn::GetAtt may ask for. */
  private static final String API = "RestApiId";

  private final RestApis apis;

  /** A declared authorizer. */
  public record Declared(
      String api, String name, String functionArn, String header, String expression, int ttl) {}

  public AuthorizerResource(RestApis apis) {
    this.apis = apis;
  }

  @Override
  public String name() {
    return "AWS::ApiGateway::Authorizer";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("AuthorizerId");
  }

  @Override
  public Declared read(Properties properties) {
    properties.oneOf("Type", "", "TOKEN");
    return new Declared(
        properties.text(API),
        properties.text("Name"),
        FunctionUri.of(properties, "AuthorizerUri"),
        header(properties),
        expression(properties),
        properties.integer("AuthorizerResultTtlInSeconds", DEFAULT_TTL, 0, LONGEST_TTL));
  }

  private static String header(Properties properties) {
    String source = properties.text("IdentitySource");
    if (!source.matches("method\\.request\\.header\\.[A-Za-z0-9-]+") && !Pending.in(source)) {
      properties.problem("IdentitySource", "must be " + HEADER + "NAME, was " + source);
    }
    return source.replace(HEADER, "");
  }

  private static String expression(Properties properties) {
    String expression = properties.optionalText("IdentityValidationExpression").orElse("");
    try {
      Pattern unused = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      properties.problem(
          "IdentityValidationExpression", "is no regular expression: " + e.getDescription());
    }
    return expression;
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return put(Ids.of(deployment, ID_LENGTH), declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.api().equals(after.api()) ? Optional.empty() : Optional.of("API changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return put(existing.physicalId(), after);
  }

  private Resource put(String id, Declared declared) {
    apis.putAuthorizer(
        declared.api(),
        new TokenAuthorizer(
            id,
            declared.name(),
            declared.functionArn(),
            declared.header(),
            declared.expression(),
            declared.ttl()));
    return new Resource(name(), id, Map.of("AuthorizerId", id, API, declared.api()));
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    apis.deleteAuthorizer(existing.attributes().getOrDefault(API, ""), existing.physicalId());
  }
}
