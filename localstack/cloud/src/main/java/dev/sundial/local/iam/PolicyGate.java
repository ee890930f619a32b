package dev.sundial.local.iam;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Enforces the deployed policies: what a request needs is decided for whoever signed it. A running
 * function is known by its keys, an assumed role by the session's; any key that was never given out
 * is the account's administrator.
 */
public final class PolicyGate implements Gate, Permit {
  private static final String TEMPORARY = "ASIA";

  private final Authorizer authorizer;
  private final Roles roles;
  private final Function<String, Optional<String>> roleOfFunction;
  private final Keys keys;
  private final Map<String, Accesses> services;
  private final Refusals refusals;

  /** Knows the access keys that were given out for roles. */
  @FunctionalInterface
  public interface Keys {
    /** Whose a key is. */
    Holder holder(String accessKey);
  }

  /** Whose an access key is. */
  public sealed interface Holder {
    /** Somebody's, now. */
    record Valid(Identity identity) implements Holder {}

    /** Of a session that is over. */
    record Expired() implements Holder {}

    /** Nobody's. */
    record Unknown() implements Holder {}
  }

  /**
   * @param roleOfFunction from a function's name to the ARN of its role
   * @param keys whose access keys are
   * @param services every service there is
   * @param refusals takes note
   */
  public PolicyGate(
      Authorizer authorizer,
      Roles roles,
      Function<String, Optional<String>> roleOfFunction,
      Keys keys,
      List<Accesses> services,
      Refusals refusals) {
    this.authorizer = authorizer;
    this.roles = roles;
    this.roleOfFunction = roleOfFunction;
    this.keys = keys;
    this.services =
        services.stream().collect(Collectors.toMap(Accesses::signingName, Function.identity()));
    this.refusals = refusals;
  }

  @Override
  public void check(AwsService service, String operation, AwsRequest request) {
    Accesses accesses = accesses(service);
    Identity who = identity(request.caller(), accesses.refusal());
    for (Access access : accesses.of(operation, request)) {
      if (authorizer.decide(who, access) instanceof Decision.Refused refused) {
        refusals.note(refused);
        throw accesses.refusal().missing(refused);
      }
    }
  }

  @Override
  public Optional<AwsError> hidden(
      AwsService service, String operation, AwsRequest request, AwsError missing) {
    Accesses accesses = accesses(service);
    Identity who = identity(request.caller(), accesses.refusal());
    for (Access access : accesses.toSeeMissing(operation, missing.code(), request)) {
      if (authorizer.decide(who, access) instanceof Decision.Refused refused) {
        refusals.note(refused);
        return Optional.of(accesses.refusal().missing(refused));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> refusal(Caller caller, Access access) {
    String service = access.action().substring(0, access.action().indexOf(':'));
    Identity who = identity(caller, accesses(service).refusal());
    if (authorizer.decide(who, access) instanceof Decision.Refused refused) {
      refusals.note(refused);
      return Optional.of(refused.message());
    }
    return Optional.empty();
  }

  private Accesses accesses(AwsService service) {
    return accesses(service.signingName());
  }

  private Accesses accesses(String service) {
    Accesses accesses = services.get(service);
    if (accesses == null) {
      throw new IllegalStateException("nothing says what " + service + " asks for");
    }
    return accesses;
  }

  /**
   * Who a caller is for the policies.
   *
   * @param service whose words a refusal has
   * @throws AwsError when the key is nobody's, or nobody's any more
   */
  public Identity identity(Caller caller, String service) {
    return identity(caller, accesses(service).refusal());
  }

  private Identity identity(Caller caller, Accesses.Refusal refusal) {
    return switch (caller) {
      case Caller.Function function -> {
        String name = function.environment().functionName();
        yield roleOfFunction
            .apply(name)
            .flatMap(roles::findByArn)
            .<Identity>map(role -> new Identity.Session(role, name))
            .orElseThrow(refusal::unknownKey);
      }
      case Caller.Administrator other ->
          switch (keys.holder(other.accessKey())) {
            case Holder.Valid(Identity identity) -> identity;
            case Holder.Expired() -> throw refusal.expiredKey();
            case Holder.Unknown() when other.accessKey().startsWith(TEMPORARY) ->
                throw refusal.unknownKey();
            case Holder.Unknown() -> new Identity.Administrator();
          };
    };
  }
}
