package dev.sundial.local.apigateway;

import dev.sundial.local.iam.Access;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the function of a method of {@link Authorization#CUSTOM} who may call it, and keeps its
 * answers: by the token, for every method of the stage, for some virtual time. What the function's
 * policy says is asked anew for each request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">Lambda
 *     authorizers</a>
 */
final class TokenAuthorization {
  /** An authorizer has as long as an integration. */
  private static final Duration PATIENCE = Duration.ofSeconds(29);

  /** The message of an error that stands for 401 instead of 500. */
  private static final String UNAUTHORIZED = "Unauthorized";

  private static final String MAY_NOT = "User is not authorized to access this resource";
  private static final int MOST_KEPT = 10_000;

  private final ProxyTarget functions;
  private final Clock clock;

  private final Map<Asked, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** What an answer is kept for. */
  private record Asked(String stage, TokenAuthorizer authorizer, String token) {
    @Override
    public String toString() {
      return "a token for " + stage;
    }
  }

  private record Kept(AuthorizerAnswer answer, Instant until) {}

  /**
   * @param clock virtual time
   */
  TokenAuthorization(ProxyTarget functions, Clock clock) {
    this.functions = functions;
    this.clock = clock;
  }

  /** What became of a request. */
  sealed interface Decision {
    /** It may pass. */
    record Admitted(Admission.Vouched caller) implements Decision {}

    /** It gets this instead. */
    record Refused(GatewayFailure failure) implements Decision {
      static Refused of(GatewayError error) {
        return new Refused(GatewayFailure.of(error));
      }
    }
  }

  Decision decide(RestApis.Served served, TokenAuthorizer authorizer, ApiRequest request) {
    String token = request.header(authorizer.header());
    if (!authorizer.takes(token)) {
      return Decision.Refused.of(GatewayError.UNAUTHORIZED);
    }
    Asked asked = new Asked(served.arn("", ""), authorizer, token);
    Optional<AuthorizerAnswer> before = kept(asked);
    return before.isPresent()
        ? decided(served, request, before.get(), 0)
        : ask(served, request, asked);
  }

  private Decision ask(RestApis.Served served, ApiRequest request, Asked asked) {
    byte[] event =
        Trees.bytes(
            Trees.object()
                .put("type", "TOKEN")
                .put("methodArn", served.arn(request.method(), request.rawPath()))
                .put("authorizationToken", asked.token()));
    long began = System.nanoTime();
    ProxyTarget.Answer answer =
        functions.invoke(
            asked.authorizer().functionArn(),
            served.authorizerArn(asked.authorizer()),
            event,
            PATIENCE);
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    return switch (answer) {
      case ProxyTarget.Answer.Returned returned ->
          AuthorizerAnswer.parse(returned.payload())
              .map(read -> decided(served, request, keep(asked, read), millis))
              .orElseGet(() -> Decision.Refused.of(GatewayError.AUTHORIZER_CONFIGURATION_ERROR));
      case ProxyTarget.Answer.Failed failed when failed.message().equals(UNAUTHORIZED) ->
          Decision.Refused.of(GatewayError.UNAUTHORIZED);
      case ProxyTarget.Answer.Failed failed -> Decision.Refused.of(GatewayError.AUTHORIZER_FAILURE);
      case ProxyTarget.Answer.TimedOut timedOut ->
          Decision.Refused.of(GatewayError.AUTHORIZER_FAILURE);
      case ProxyTarget.Answer.TooLarge tooLarge ->
          Decision.Refused.of(GatewayError.AUTHORIZER_FAILURE);
      case ProxyTarget.Answer.Refused refused ->
          Decision.Refused.of(GatewayError.AUTHORIZER_CONFIGURATION_ERROR);
    };
  }

  private Decision decided(
      RestApis.Served served, ApiRequest request, AuthorizerAnswer answer, long millis) {
    Access access =
        Access.of(IamAuthorization.INVOKE, served.arn(request.method(), request.rawPath()));
    return switch (answer.policy().on(access, clock)) {
      case ALLOWED ->
          new Decision.Admitted(
              new Admission.Vouched(answer.principal(), answer.context(), millis));
      case DENIED -> forbidden(MAY_NOT + " with an explicit deny");
      case SILENT -> forbidden(MAY_NOT);
    };
  }

  private static Decision forbidden(String message) {
    return new Decision.Refused(
        GatewayFailure.forbidden("AccessDeniedException", "Message", message));
  }

  private Optional<AuthorizerAnswer> kept(Asked asked) {
    synchronized (kept) {
      Kept found = kept.get(asked);
      if (found != null && !clock.instant().isBefore(found.until())) {
        kept.remove(asked);
        return Optional.empty();
      }
      return Optional.ofNullable(found).map(Kept::answer);
    }
  }

  private AuthorizerAnswer keep(Asked asked, AuthorizerAnswer answer) {
    if (!asked.authorizer().ttl().isZero()) {
      synchronized (kept) {
        kept.put(asked, new Kept(answer, clock.instant().plus(asked.authorizer().ttl())));
      }
    }
    return answer;
  }
}
