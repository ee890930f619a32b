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
public final class PolicyGate implements Gate {
  private static final String TEMPORARY = "ASIA";
  private static final Accesses.Refusal INVALID = new Accesses.Refusal(403, "InvalidClientTokenId");

  private final Authorizer authorizer;
  private final Roles roles;
  private final Function<String, Optional<String>> roleOfFunction;
  private final Function<String, Optional<Identity>> sessions;
  private final Map<String, Accesses> services;
  private final Refusals refusals;

  /**
   * @param roleOfFunction from a function's name to the ARN of its role
   * @param sessions from an access key to whom it was given
   * @param services every service there is
   * @param refusals takes note
   */
  public PolicyGate(
      Authorizer authorizer,
      Roles roles,
      Function<String, Optional<String>> roleOfFunction,
      Function<String, Optional<Identity>> sessions,
      List<Accesses> services,
      Refusals refusals) {
    this.authorizer = authorizer;
    this.roles = roles;
    this.roleOfFunction = roleOfFunction;
    this.sessions = sessions;
    this.services =
        services.stream().collect(Collectors.toMap(Accesses::signingName, Function.identity()));
    this.refusals = refusals;
  }

  @Override
  public void check(AwsService service, String operation, AwsRequest request) {
    Accesses accesses = accesses(service);
    Identity who = identity(request.caller());
    for (Access access : accesses.of(operation, request)) {
      if (authorizer.decide(who, access) instanceof Decision.Refused refused) {
        refusals.note(refused);
        throw new AwsError(
            accesses.refusal().status(), accesses.refusal().code(), refused.message());
      }
    }
  }

  @Override
  public boolean hidesMissing(AwsService service, String operation, AwsRequest request) {
    Identity who = identity(request.caller());
    return accesses(service).toSeeMissing(operation, request).stream()
        .anyMatch(access -> authorizer.decide(who, access) instanceof Decision.Refused);
  }

  private Accesses accesses(AwsService service) {
    Accesses accesses = services.get(service.signingName());
    if (accesses == null) {
      throw new IllegalStateException("nothing says what " + service.signingName() + " asks for");
    }
    return accesses;
  }

  private Identity identity(Caller caller) {
    return switch (caller) {
      case Caller.Function function -> {
        String name = function.environment().functionName();
        yield roleOfFunction
            .apply(name)
            .flatMap(roles::findByArn)
            .<Identity>map(role -> new Identity.Session(role, name))
            .orElseThrow(PolicyGate::invalidToken);
      }
      case Caller.Administrator other -> {
        Optional<Identity> session = sessions.apply(other.accessKey());
        if (session.isEmpty() && other.accessKey().startsWith(TEMPORARY)) {
          throw invalidToken();
        }
        yield session.orElseGet(Identity.Administrator::new);
      }
    };
  }

  /** Of a session that is over, or of a function that is gone. */
  private static AwsError invalidToken() {
    return new AwsError(
        INVALID.status(), INVALID.code(), "The security token included in the request is invalid.");
  }
}
