package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Identity;
import dev.sundial.local.iam.Permit;
import dev.sundial.local.signing.SignatureCheck;
import dev.sundial.local.signing.SigningKeys;
import dev.sundial.local.signing.Verdict;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a request to a method of {@link Authorization#AWS_IAM} pass that is signed by somebody who
 * may {@code execute-api:Invoke} it, and refuses any other in the gateway's words.
 */
public final class IamAuthorization {
  static final String SERVICE = "execute-api";
  static final String INVOKE = "execute-api:Invoke";

  private final SignatureCheck signatures;
  private final Function<String, Caller> callers;
  private final Permit permit;
  private final Function<Caller, Identity> identities;

  /**
   * @param keys the secrets of access keys
   * @param callers whose an access key is
   * @param permit asks the policies
   * @param identities who a caller is for the policies
   */
  public IamAuthorization(
      SigningKeys keys,
      Function<String, Caller> callers,
      Permit permit,
      Function<Caller, Identity> identities) {
    this.signatures = new SignatureCheck(keys, Account.REGION, SERVICE);
    this.callers = callers;
    this.permit = permit;
    this.identities = identities;
  }

  /** What became of a request. */
  sealed interface Decision {
    /** It may pass. */
    record Admitted(Admission.Signer caller) implements Decision {}

    /** It gets this instead. */
    record Refused(GatewayFailure failure) implements Decision {}
  }

  Decision decide(RestApis.Served served, ApiRequest request) {
    return switch (signatures.of(request.arrived())) {
      case Verdict.Unsigned() ->
          new Decision.Refused(GatewayFailure.of(GatewayError.MISSING_AUTHENTICATION_TOKEN));
      case Verdict.Refused(String type, String message) -> refused(type, "message", message);
      case Verdict.Genuine(String accessKey) -> permitted(served, request, accessKey);
    };
  }

  private Decision permitted(RestApis.Served served, ApiRequest request, String accessKey) {
    Caller caller = callers.apply(accessKey);
    try {
      Access access = Access.of(INVOKE, served.arn(request.method(), request.rawPath()));
      Optional<String> refusal = permit.refusal(caller, access);
      return refusal.isPresent()
          ? refused("AccessDeniedException", "Message", refusal.get())
          : new Decision.Admitted(new Admission.Signer(accessKey, identities.apply(caller)));
    } catch (AwsError e) {
      // The key's role is gone since the signature was looked at.
      return refused(e.code(), "message", e.text());
    }
  }

  private static Decision refused(String type, String member, String message) {
    return new Decision.Refused(GatewayFailure.forbidden(type, member, message));
  }
}
