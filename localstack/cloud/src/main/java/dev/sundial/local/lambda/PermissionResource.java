package dev.sundial.local.lambda;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::Lambda::Permission}: a statement of a function's resource policy. */
final class PermissionResource implements ResourceType<PermissionResource.Declaration> {
  private static final String TYPE = "AWS::Lambda::Permission";

  private final Functions functions;

  PermissionResource(Functions functions) {
    this.functions = functions;
  }

  /** A permission as a template declares it. */
  record Declaration(
      String functionName,
      String action,
      String principal,
      @Nullable String sourceArn,
      @Nullable String sourceAccount) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declaration read(Properties properties) {
    return new Declaration(
        properties.text("FunctionName"),
        properties.text("Action"),
        properties.text("Principal"),
        properties.optionalText("SourceArn").orElse(null),
        properties.optionalText("SourceAccount").orElse(null));
  }

  @Override
  public Resource create(Declaration declaration, Deployment deployment) {
    FunctionRef ref = FunctionRef.parse(declaration.functionName());
    PolicyStatement statement =
        new PolicyStatement(
            deployment.physicalName(100),
            ref.qualifier(),
            declaration.action(),
            declaration.principal(),
            declaration.sourceArn(),
            declaration.sourceAccount());
    functions.grant(ref.name(), statement);
    return new Resource(TYPE, ref.name() + "|" + statement.id(), Map.of());
  }

  @Override
  public Optional<String> replacement(Declaration before, Declaration after) {
    return before.equals(after) ? Optional.empty() : Optional.of("a permission never changes");
  }

  @Override
  public Resource update(
      Resource existing, Declaration before, Declaration after, Deployment deployment) {
    return existing;
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    List<String> parts = List.of(existing.physicalId().split("\\|", 2));
    functions.revoke(parts.getFirst(), parts.getLast());
  }
}
