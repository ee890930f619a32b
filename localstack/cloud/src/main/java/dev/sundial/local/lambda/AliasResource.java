package dev.sundial.local.lambda;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Lambda::Alias}: a name for one version. */
final class AliasResource implements ResourceType<AliasResource.Declaration> {
  private static final String TYPE = "AWS::Lambda::Alias";

  private final Functions functions;

  AliasResource(Functions functions) {
    this.functions = functions;
  }

  /** An alias as a template declares it. */
  record Declaration(String functionName, String alias, String version, String description) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Set<String> attributes() {
    return Set.of("AliasArn");
  }

  @Override
  public Declaration read(Properties properties) {
    String alias = properties.text("Name");
    if (!alias.matches("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}")) {
      properties.problem("Name", "must be letters, digits, - and _, and no number, was " + alias);
    }
    return new Declaration(
        properties.text("FunctionName"),
        alias,
        properties.text("FunctionVersion"),
        properties.optionalText("Description").orElse(""));
  }

  @Override
  public Resource create(Declaration declaration, Deployment deployment) {
    FunctionRef ref = FunctionRef.parse(declaration.functionName());
    functions.putAlias(
        ref.name(), declaration.alias(), declaration.version(), declaration.description());
    String arn = FunctionVersion.arn(ref.name()) + ":" + declaration.alias();
    return new Resource(TYPE, arn, Map.of("AliasArn", arn));
  }

  @Override
  public Optional<String> replacement(Declaration before, Declaration after) {
    return before.functionName().equals(after.functionName())
            && before.alias().equals(after.alias())
        ? Optional.empty()
        : Optional.of("FunctionName or Name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declaration before, Declaration after, Deployment deployment) {
    return create(after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    FunctionRef ref = FunctionRef.parse(existing.physicalId());
    functions.deleteAlias(ref.name(), ref.qualifier());
  }
}
