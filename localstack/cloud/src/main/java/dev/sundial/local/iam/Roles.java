package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The account's roles with their policies. */
public final class Roles {
  private final Shelf<Role> shelf;
  private final Clock clock;
  private final Map<String, Role> byName = new ConcurrentSkipListMap<>();
  private final Map<JsonNode, List<Statement>> statements = new ConcurrentHashMap<>();
  private final Map<String, Own> own = new ConcurrentHashMap<>();

  /** A role as it was when its policies were read. */
  private record Own(Role role, List<Statement> statements) {}

  /**
   * @param clock virtual time
   */
  public Roles(StateStore state, Clock clock) {
    this.shelf = state.shelf("iam-roles", Role.class);
    this.clock = clock;
    shelf.values().forEach(role -> byName.put(role.name(), role));
  }

  /** How templates make roles and policies. */
  public List<ResourceType<?>> resourceTypes() {
    return List.of(new RoleType(this, clock), new PolicyType(this));
  }

  public Optional<Role> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Optional<Role> findByArn(String arn) {
    return find(arn.substring(arn.lastIndexOf('/') + 1)).filter(role -> role.arn().equals(arn));
  }

  /** All roles in the order of their names. */
  public List<Role> all() {
    return List.copyOf(byName.values());
  }

  /** What a role may do: the statements of all its own policies. */
  public List<Statement> statements(Role role) {
    Own known = own.get(role.name());
    if (known == null || known.role() != role) {
      known = new Own(role, read(role));
      own.put(role.name(), known);
    }
    return known.statements();
  }

  private List<Statement> read(Role role) {
    return role.inline().values().stream()
        .flatMap(json -> read(json, PolicyDocument.Kind.IDENTITY).stream())
        .toList();
  }

  /** The statements of its trust policy. */
  public List<Statement> trust(Role role) {
    return read(role.trust(), PolicyDocument.Kind.TRUST);
  }

  /** Policies change seldom and are asked for at every call. */
  private List<Statement> read(JsonNode json, PolicyDocument.Kind kind) {
    return statements.computeIfAbsent(json, policy -> PolicyDocument.statements(policy, kind));
  }

  void put(Role role) {
    shelf.put(role.name(), role);
    byName.put(role.name(), role);
  }

  void remove(String name) {
    shelf.remove(name);
    byName.remove(name);
  }

  /** Sets a role's own policy of that name, or takes it away when there is no document. */
  synchronized void setInline(String role, String policy, @Nullable JsonNode document) {
    find(role)
        .ifPresent(
            existing -> {
              TreeMap<String, JsonNode> inline = new TreeMap<>(existing.inline());
              if (document == null) {
                inline.remove(policy);
              } else {
                inline.put(policy, document);
              }
              put(existing.withInline(inline));
            });
  }
}
