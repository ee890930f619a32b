package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code AWS::IAM::Role}. */
final class RoleType implements ResourceType<RoleType.Declared> {
  private static final int MAX_NAME = 64;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
  private static final Pattern PATH = Pattern.compile("/|/[!-~]{1,509}/");

  private final Roles roles;
  private final Clock clock;

  record Declared(
      Optional<String> name,
      String path,
      PolicyDocument trust,
      Map<String, PolicyDocument> inline,
      int maxSessionSeconds) {}

  RoleType(Roles roles, Clock clock) {
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "AWS::IAM::Role";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn", "RoleId");
  }

  @Override
  public Declared read(Properties properties) {
    Optional<String> name = properties.optionalText("RoleName");
    name.filter(text -> !NAME.matcher(text).matches() && !Pending.in(text))
        .ifPresent(text -> properties.problem("RoleName", "is no role name: " + text));
    String path = properties.optionalText("Path").orElse("/");
    if (!PATH.matcher(path).matches()) {
      properties.problem("Path", "must begin and end with a slash, was " + path);
    }
    return new Declared(
        name,
        path,
        PolicyDocument.read(properties, "AssumeRolePolicyDocument", PolicyDocument.Kind.TRUST),
        inline(properties),
        properties.integer("MaxSessionDuration", 3600, 3600, 43_200));
  }

  private static Map<String, PolicyDocument> inline(Properties properties) {
    Map<String, PolicyDocument> inline = new LinkedHashMap<>();
    for (Properties policy : properties.objects("Policies")) {
      PolicyDocument document =
          PolicyDocument.read(policy, "PolicyDocument", PolicyDocument.Kind.IDENTITY);
      if (inline.put(policy.text("PolicyName"), document) != null) {
        policy.problem("PolicyName", "is there twice");
      }
    }
    return inline;
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return put(declaration, declaration.name().orElseGet(() -> deployment.physicalName(MAX_NAME)));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.name().equals(after.name())) {
      return Optional.of("RoleName changed");
    }
    return before.path().equals(after.path()) ? Optional.empty() : Optional.of("Path changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    before.inline().keySet().stream()
        .filter(policy -> !after.inline().containsKey(policy))
        .forEach(policy -> roles.setInline(existing.physicalId(), policy, null));
    return put(after, existing.physicalId());
  }

  /** Policies that were attached apart ({@code AWS::IAM::Policy}) stay. */
  private Resource put(Declared declaration, String name) {
    Optional<Role> existing = roles.find(name);
    Map<String, JsonNode> inline = new TreeMap<>(existing.map(Role::inline).orElse(Map.of()));
    declaration.inline().forEach((policy, document) -> inline.put(policy, document.json()));
    Role role =
        new Role(
            name,
            id(name),
            Account.globalArn("iam", "role" + declaration.path() + name),
            declaration.path(),
            declaration.trust().json(),
            inline,
            declaration.maxSessionSeconds(),
            existing.map(Role::createdAt).orElseGet(clock::instant));
    roles.put(role);
    return new Resource(name(), name, Map.of("Arn", role.arn(), "RoleId", role.id()));
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    roles.remove(existing.physicalId());
  }

  /** An id of the form AWS gives roles: AROA and 17 letters and digits. */
  private static String id(String name) {
    UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return "AROA" + hash.toString().replace("-", "").substring(0, 17).toUpperCase(Locale.ROOT);
  }
}
