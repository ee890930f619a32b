package dev.sundial.local.iam;

import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::Policy}: a policy of its own that becomes part of the roles it names. */
final class PolicyType implements ResourceType<PolicyType.Declared> {
  private static final String NAME = "PolicyName";
  private static final String ROLES = "Roles";

  private final Roles roles;

  record Declared(String name, PolicyDocument document, List<String> roles) {}

  PolicyType(Roles roles) {
    this.roles = roles;
  }

  @Override
  public String name() {
    return "AWS::IAM::Policy";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Id");
  }

  @Override
  public Declared read(Properties properties) {
    List<String> attachedTo = properties.texts("Roles");
    if (attachedTo.isEmpty()) {
      properties.problem(
          "Roles", "must name at least one role; users and groups do not exist here");
    }
    return new Declared(
        properties.text("PolicyName"),
        PolicyDocument.read(properties, "PolicyDocument", PolicyDocument.Kind.IDENTITY),
        attachedTo);
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return Optional.of(declaration.name() + " of " + String.join(", ", declaration.roles()));
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return attach(declaration, deployment.physicalName(64));
  }

  private Resource attach(Declared declaration, String physicalId) {
    for (String role : declaration.roles()) {
      if (roles.find(role).isEmpty()) {
        throw new IllegalStateException("The role with name " + role + " cannot be found.");
      }
      roles.setInline(role, declaration.name(), declaration.document().json());
    }
    // What delete needs to know later is kept in the attributes.
    return new Resource(
        name(),
        physicalId,
        Map.of(
            "Id",
            physicalId,
            NAME,
            declaration.name(),
            ROLES,
            String.join(",", declaration.roles())));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return Optional.empty();
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    Resource made = attach(after, existing.physicalId());
    for (String role : before.roles()) {
      if (!after.roles().contains(role) || !after.name().equals(before.name())) {
        roles.setInline(role, before.name(), null);
      }
    }
    return made;
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    String policy = existing.attributes().getOrDefault(NAME, "");
    for (String role : existing.attributes().getOrDefault(ROLES, "").split(",")) {
      roles.setInline(role, policy, null);
    }
  }
}
