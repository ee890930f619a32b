package dev.sundial.local.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the service keeps of one function.
 *
 * @param latest what {@code $LATEST} is
 * @param versions published ones, by number
 * @param aliases by name
 * @param invokeConfigs by qualifier: {@code $LATEST}, a number or an alias
 * @param policy the resource policy, in the order it was granted
 * @param reservedConcurrency most invocations at once, absent when it is not limited
 * @param published how many versions were ever published
 */
public record FunctionState(
    FunctionVersion latest,
    Map<String, FunctionVersion> versions,
    Map<String, FunctionAlias> aliases,
    Map<String, EventInvokeConfig> invokeConfigs,
    List<PolicyStatement> policy,
    @Nullable Integer reservedConcurrency,
    int published) {

  public FunctionState {
    versions = Map.copyOf(versions);
    aliases = Map.copyOf(aliases);
    invokeConfigs = Map.copyOf(invokeConfigs);
    policy = List.copyOf(policy);
  }

  static FunctionState of(FunctionVersion latest) {
    return new FunctionState(latest, Map.of(), Map.of(), Map.of(), List.of(), null, 0);
  }

  public String name() {
    return latest.functionName();
  }

  /** What a qualifier stands for: {@code $LATEST}, a number or an alias. */
  public Optional<FunctionVersion> resolve(String qualifier) {
    if (qualifier.equals(FunctionVersion.LATEST)) {
      return Optional.of(latest);
    }
    FunctionAlias alias = aliases.get(qualifier);
    return Optional.ofNullable(versions.get(alias == null ? qualifier : alias.version()));
  }

  /** The asynchronous settings of a qualifier; the defaults when it has none of its own. */
  public EventInvokeConfig invokeConfig(String qualifier) {
    EventInvokeConfig config = invokeConfigs.get(qualifier);
    return config == null ? EventInvokeConfig.defaults() : config;
  }

  /** {@code $LATEST} and the published versions, oldest first. */
  public List<FunctionVersion> allVersions() {
    List<FunctionVersion> all = new ArrayList<>(List.of(latest));
    versions.values().stream()
        .sorted((a, b) -> Integer.compare(number(a), number(b)))
        .forEach(all::add);
    return all;
  }

  /** The version published last. */
  public Optional<FunctionVersion> newest() {
    return Optional.ofNullable(versions.get(String.valueOf(published)));
  }

  FunctionState withLatest(FunctionVersion changed) {
    return new FunctionState(
        changed, versions, aliases, invokeConfigs, policy, reservedConcurrency, published);
  }

  FunctionState withVersion(FunctionVersion version) {
    return new FunctionState(
        latest,
        with(versions, version.version(), version),
        aliases,
        invokeConfigs,
        policy,
        reservedConcurrency,
        Math.max(published, number(version)));
  }

  FunctionState withoutVersion(String version) {
    return new FunctionState(
        latest,
        without(versions, version),
        aliases,
        without(invokeConfigs, version),
        policy.stream().filter(it -> !it.qualifier().equals(version)).toList(),
        reservedConcurrency,
        published);
  }

  FunctionState withAlias(FunctionAlias alias) {
    return new FunctionState(
        latest,
        versions,
        with(aliases, alias.name(), alias),
        invokeConfigs,
        policy,
        reservedConcurrency,
        published);
  }

  FunctionState withoutAlias(String alias) {
    return new FunctionState(
        latest,
        versions,
        without(aliases, alias),
        without(invokeConfigs, alias),
        policy.stream().filter(it -> !it.qualifier().equals(alias)).toList(),
        reservedConcurrency,
        published);
  }

  FunctionState withInvokeConfig(String qualifier, EventInvokeConfig config) {
    return new FunctionState(
        latest,
        versions,
        aliases,
        with(invokeConfigs, qualifier, config),
        policy,
        reservedConcurrency,
        published);
  }

  FunctionState withoutInvokeConfig(String qualifier) {
    return new FunctionState(
        latest,
        versions,
        aliases,
        without(invokeConfigs, qualifier),
        policy,
        reservedConcurrency,
        published);
  }

  FunctionState withReservedConcurrency(@Nullable Integer most) {
    return new FunctionState(latest, versions, aliases, invokeConfigs, policy, most, published);
  }

  FunctionState withStatement(PolicyStatement statement) {
    List<PolicyStatement> statements = new ArrayList<>(withoutStatement(statement.id()).policy());
    statements.add(statement);
    return new FunctionState(
        latest, versions, aliases, invokeConfigs, statements, reservedConcurrency, published);
  }

  FunctionState withoutStatement(String id) {
    List<PolicyStatement> kept = policy.stream().filter(it -> !it.id().equals(id)).toList();
    return new FunctionState(
        latest, versions, aliases, invokeConfigs, kept, reservedConcurrency, published);
  }

  private static int number(FunctionVersion version) {
    return Integer.parseInt(version.version());
  }

  private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
    Map<String, T> copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }

  private static <T> Map<String, T> without(Map<String, T> map, String key) {
    Map<String, T> copy = new TreeMap<>(map);
    copy.remove(key);
    return copy;
  }
}
