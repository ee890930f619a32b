package dev.sundial.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Trust;
import dev.sundial.local.lambda.CodeStore.Code;
import dev.sundial.local.lambda.environment.EnvironmentPool;
import dev.sundial.local.lambda.environment.EnvironmentSpec;
import dev.sundial.local.lambda.environment.FunctionError;
import dev.sundial.local.lambda.environment.InitResult;
import dev.sundial.local.state.Shelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions there are; every change is on the shelf before it is seen. */
public final class Functions {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NO_ROLE =
      "The role defined for the function cannot be assumed by Lambda.";

  private final Shelf<FunctionState> shelf;
  private final CodeStore code;
  private final EnvironmentPool pool;
  private final Trust roles;
  private final Clock clock;
  private final Map<String, FunctionState> states = new ConcurrentSkipListMap<>();

  Functions(
      Shelf<FunctionState> shelf, CodeStore code, EnvironmentPool pool, Trust roles, Clock clock) {
    this.shelf = shelf;
    this.code = code;
    this.pool = pool;
    this.roles = roles;
    this.clock = clock;
    shelf.values().forEach(state -> states.put(state.name(), state));
    code.retain(digests());
  }

  /** Takes the snapshots that aliases need, in the background. */
  void prepareSnapshots() {
    for (FunctionState state : states.values()) {
      state.aliases().values().stream()
          .map(alias -> state.versions().get(alias.version()))
          .filter(version -> version != null && version.settings().snapStart())
          .distinct()
          .forEach(version -> pool.prepare(spec(version)));
    }
  }

  public List<FunctionState> all() {
    return List.copyOf(states.values());
  }

  public Optional<FunctionState> find(String name) {
    return Optional.ofNullable(states.get(name));
  }

  /** The function, or the 404 that Lambda answers. */
  FunctionState get(FunctionRef ref) {
    return find(ref.name()).orElseThrow(ref::notFound);
  }

  /** The version a reference stands for, or the 404 that Lambda answers. */
  FunctionVersion version(FunctionRef ref) {
    return get(ref).resolve(ref.qualifierOrLatest()).orElseThrow(ref::notFound);
  }

  /** Why a version cannot run: nobody trusts Lambda with its role any more. */
  Optional<AwsError> refusal(FunctionVersion version) {
    String function = new FunctionRef(version.functionName(), "").arn();
    return roles.mayBeAssumed(version.settings().roleArn(), function)
        ? Optional.empty()
        : Optional.of(new AwsError(403, "AccessDeniedException", NO_ROLE));
  }

  /** What an environment of that version runs. Only published versions start from snapshots. */
  EnvironmentSpec spec(FunctionVersion version) {
    FunctionSettings settings = version.settings();
    return new EnvironmentSpec(
        version.functionName(),
        version.version(),
        settings.runtime(),
        settings.handler(),
        code.taskRoot(settings.codeSha256()),
        settings.memoryMegabytes(),
        Duration.ofSeconds(settings.timeoutSeconds()),
        settings.variables(),
        settings.snapStart() && !version.version().equals(FunctionVersion.LATEST),
        settings.logGroup(),
        settings.roleArn());
  }

  /** Takes in a deployment package. */
  Code addCode(Path source) {
    return code.add(source);
  }

  /** Creates the function, or changes what {@code $LATEST} is; published versions stay. */
  synchronized FunctionState put(String name, FunctionSettings settings) {
    FunctionState before = states.get(name);
    if (before != null && before.latest().settings().equals(settings)) {
      return before;
    }
    if (!roles.mayBeAssumed(settings.roleArn(), new FunctionRef(name, "").arn())) {
      throw new AwsError(400, "InvalidParameterValueException", NO_ROLE);
    }
    FunctionVersion latest =
        new FunctionVersion(
            name,
            FunctionVersion.LATEST,
            settings,
            clock.instant(),
            UUID.randomUUID().toString(),
            "");
    return store(before == null ? FunctionState.of(latest) : before.withLatest(latest));
  }

  /** Removes the function with all its versions; what runs it ends. */
  synchronized boolean delete(String name) {
    boolean existed = states.remove(name) != null;
    shelf.removeDurably(name);
    pool.retain(name, Set.of());
    return existed;
  }

  /**
   * Publishes what {@code $LATEST} is now; if nothing changed since the same owner published the
   * newest version, that one. Under SnapStart this initializes the function, runs its hooks and
   * takes the snapshot.
   *
   * @param owner the stack's resource that wants it; empty for the API
   * @throws PublishException when that fails; nothing is published then
   */
  FunctionVersion publish(String name, String owner) throws PublishException {
    FunctionState state = get(FunctionRef.parse(name));
    Optional<FunctionVersion> newest = state.newest();
    if (newest.isPresent()
        && newest.get().settings().equals(state.latest().settings())
        && (owner.isEmpty() || newest.get().owner().equals(owner))) {
      return newest.get();
    }
    FunctionVersion version =
        new FunctionVersion(
            name,
            String.valueOf(state.published() + 1),
            state.latest().settings(),
            clock.instant(),
            UUID.randomUUID().toString(),
            owner);
    if (version.settings().snapStart()) {
      takeSnapshot(state, version);
    }
    update(name, now -> now.withVersion(version));
    return version;
  }

  void deleteVersion(String name, String version) {
    if (find(name).isPresent()) {
      update(name, state -> state.withoutVersion(version));
    }
  }

  FunctionAlias putAlias(String name, String alias, String version, String description) {
    FunctionState state = get(FunctionRef.parse(name));
    if (state.resolve(version).isEmpty()) {
      throw FunctionRef.parse(name, version).notFound();
    }
    FunctionAlias put =
        new FunctionAlias(alias, version, description, UUID.randomUUID().toString());
    update(name, now -> now.withAlias(put));
    return put;
  }

  void deleteAlias(String name, String alias) {
    if (find(name).isPresent()) {
      update(name, state -> state.withoutAlias(alias));
    }
  }

  void putInvokeConfig(FunctionRef ref, EventInvokeConfig config) {
    version(ref);
    update(ref.name(), state -> state.withInvokeConfig(ref.qualifierOrLatest(), config));
  }

  void deleteInvokeConfig(FunctionRef ref) {
    if (find(ref.name()).isPresent()) {
      update(ref.name(), state -> state.withoutInvokeConfig(ref.qualifierOrLatest()));
    }
  }

  void reserveConcurrency(String name, @Nullable Integer most) {
    update(name, state -> state.withReservedConcurrency(most));
  }

  void grant(String name, PolicyStatement statement) {
    update(name, state -> state.withStatement(statement));
  }

  void revoke(String name, String statementId) {
    if (find(name).isPresent()) {
      update(name, state -> state.withoutStatement(statementId));
    }
  }

  private synchronized FunctionState update(String name, UnaryOperator<FunctionState> change) {
    FunctionState before = states.get(name);
    if (before == null) {
      throw FunctionRef.parse(name).notFound();
    }
    return store(change.apply(before));
  }

  private FunctionState store(FunctionState state) {
    shelf.putDurably(state.name(), state);
    states.put(state.name(), state);
    pool.retain(state.name(), specs(state));
    return state;
  }

  private void takeSnapshot(FunctionState state, FunctionVersion version) throws PublishException {
    EnvironmentSpec spec = spec(version);
    pool.retain(state.name(), specs(state.withVersion(version)));
    try {
      if (pool.publish(spec) instanceof InitResult.Failed failed) {
        pool.retain(state.name(), specs(state));
        throw new PublishException(
            "the snapshot of version "
                + version.version()
                + " of "
                + version.functionName()
                + " failed: "
                + message(failed.error())
                + " (its log is in "
                + spec.logGroup()
                + ")");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("interrupted");
    }
  }

  private static String message(FunctionError error) {
    try {
      JsonNode payload = MAPPER.readTree(error.payload());
      return payload.path("errorType").asText(error.type())
          + ": "
          + payload.path("errorMessage").asText();
    } catch (JsonProcessingException e) {
      return error.type();
    } catch (IOException e) {
      throw new AwsError(500, "ServiceException", "unreadable error payload");
    }
  }

  private Set<EnvironmentSpec> specs(FunctionState state) {
    return state.allVersions().stream().map(this::spec).collect(Collectors.toSet());
  }

  private Set<String> digests() {
    Set<String> digests = new HashSet<>();
    for (FunctionState state : states.values()) {
      state.allVersions().forEach(version -> digests.add(version.settings().codeSha256()));
    }
    return digests;
  }
}
