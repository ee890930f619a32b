package dev.sundial.local.iam;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.iam.Statement.Effect;
import dev.sundial.local.iam.Statement.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides by the deployed policies. A denial anywhere wins; otherwise, within one account, a role's
 * own policy or the resource's is enough. Only to take a role, the role's trust policy always has
 * to allow it: by naming the caller, or by naming the account, when the caller's own policy allows
 * it too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class Authorizer {
  private static final String ASSUME = "sts:AssumeRole";

  private final Roles roles;
  private final ResourcePolicies resources;
  private final Clock clock;

  /**
   * @param clock virtual time
   */
  public Authorizer(Roles roles, ResourcePolicies resources, Clock clock) {
    this.roles = roles;
    this.resources = resources;
    this.clock = clock;
  }

  /** Whether somebody may do something. */
  public Decision decide(Identity who, Access access) {
    Facts facts = world(clock).and(who.facts()).and(access.facts());
    List<Statement> own = ownPolicies(who);
    List<Statement> resource = resources.of(access.resource());
    Predicate<Statement> covers = statement -> statement.covers(access, facts);
    if (own.stream().filter(is(Effect.DENY)).anyMatch(covers)) {
      return refused(who, access, "with an explicit deny in an identity-based policy");
    }
    if (resource.stream()
        .filter(is(Effect.DENY))
        .filter(statement -> isMeant(statement, who) || isMeantAsAccount(statement, who))
        .anyMatch(covers)) {
      return refused(who, access, "with an explicit deny in a resource-based policy");
    }
    if (isAllowed(
        who,
        access,
        own.stream().filter(is(Effect.ALLOW)).filter(covers).toList(),
        resource.stream().filter(is(Effect.ALLOW)).filter(covers).toList())) {
      return new Decision.Allowed();
    }
    boolean byOwn = !(who instanceof Identity.Service) && !access.action().equals(ASSUME);
    String kind = byOwn ? "identity" : "resource";
    return refused(
        who,
        access,
        "because no " + kind + "-based policy allows the " + access.action() + " action");
  }

  /**
   * Whether statements that apply to the request are enough.
   *
   * @param own allowing ones of the caller's policies
   * @param resource allowing ones of the resource's policy, meant for anybody
   */
  private static boolean isAllowed(
      Identity who, Access access, List<Statement> own, List<Statement> resource) {
    if (who instanceof Identity.Administrator
        || resource.stream().anyMatch(statement -> isMeant(statement, who))) {
      return true;
    }
    return access.action().equals(ASSUME)
        ? !own.isEmpty() && resource.stream().anyMatch(it -> isMeantAsAccount(it, who))
        : !own.isEmpty();
  }

  /**
   * Lets a service take a role, as its trust policy says.
   *
   * @param service such as {@code scheduler.amazonaws.com}
   * @param sourceArn the resource it acts for
   * @return the role's session, or why not
   */
  public Assumed assume(String roleArn, String service, String sourceArn, String session) {
    Identity.Service who = new Identity.Service(service, sourceArn);
    Access access = Access.of(ASSUME, roleArn);
    Optional<Role> role = roles.findByArn(roleArn);
    boolean trusted = role.isPresent() && trusts(roles.trust(role.get()), who);
    return trusted
        ? new Assumed.Session(new Identity.Session(role.get(), session))
        : new Assumed.Refused(
            new Decision.Refused(
                who, access, "because no resource-based policy allows the sts:AssumeRole action"));
  }

  /** What became of taking a role. */
  public sealed interface Assumed {
    /** It was taken. */
    record Session(Identity.Session identity) implements Assumed {}

    /** It is not trusted to, or there is no such role. */
    record Refused(Decision.Refused decision) implements Assumed {}
  }

  private boolean trusts(List<Statement> trust, Identity who) {
    Access access = Access.of(ASSUME, "*");
    Facts facts = world(clock).and(who.facts());
    Predicate<Statement> applies =
        statement -> isMeant(statement, who) && statement.covers(access, facts);
    return trust.stream().filter(is(Effect.DENY)).noneMatch(applies)
        && trust.stream().filter(is(Effect.ALLOW)).anyMatch(applies);
  }

  private List<Statement> ownPolicies(Identity who) {
    return who instanceof Identity.Session session ? roles.statements(session.role()) : List.of();
  }

  private static Predicate<Statement> is(Effect effect) {
    return statement -> statement.effect() == effect;
  }

  private static boolean isMeant(Statement statement, Identity who) {
    return Statement.isMeant(statement.principals(), who::isMeantBy);
  }

  /** A denial of the account is one of everybody in it. */
  private static boolean isMeantAsAccount(Statement statement, Identity who) {
    Predicate<Principal> account = Identity::isAccount;
    return !(who instanceof Identity.Service)
        && !statement.principals().allBut()
        && statement.principals().these().stream().anyMatch(account);
  }

  /** What conditions may ask about any request. */
  static Facts world(Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return Facts.none()
        .with(ConditionKeys.CURRENT_TIME, now.toString())
        .with(ConditionKeys.EPOCH_TIME, String.valueOf(now.getEpochSecond()))
        .with(ConditionKeys.REQUESTED_REGION, Account.REGION)
        .with(ConditionKeys.SECURE_TRANSPORT, "true")
        .with(ConditionKeys.SOURCE_IP, "127.0.0.1");
  }

  private static Decision refused(Identity who, Access access, String why) {
    return new Decision.Refused(who, access, why);
  }
}
