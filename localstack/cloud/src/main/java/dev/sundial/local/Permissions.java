package dev.sundial.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.apigateway.RestApis;
import dev.sundial.local.delivery.Clearance;
import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.dynamodb.Tables;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.Authorizer;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Decision;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.iam.Identity;
import dev.sundial.local.iam.PolicyDocument;
import dev.sundial.local.iam.PolicyGate;
import dev.sundial.local.iam.Refusals;
import dev.sundial.local.iam.Role;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.iam.Statement;
import dev.sundial.local.iam.Trust;
import dev.sundial.local.lambda.environment.EnvironmentSpec;
import dev.sundial.local.scheduler.Schedules;
import dev.sundial.local.secrets.Secrets;
import dev.sundial.local.sns.Topics;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.sts.Sessions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Who may do what, by the deployed policies: at the endpoint, and where a service acts for a
 * function, a rule, a schedule or an API.
 */
final class Permissions implements Clearance {
  static final String SCHEDULER = "scheduler.amazonaws.com";
  private static final String BUCKETS = "arn:aws:s3:::";
  private static final String ROLES = "arn:aws:iam:";

  private final Authorizer authorizer;
  private final Refusals refusals;
  private final Roles roles;
  private final Function<String, Optional<String>> bucketPolicies;
  private final Functions functions;
  private final Map<String, List<Statement>> policies = new ConcurrentHashMap<>();

  /** What is asked of the functions, which are made later than this. */
  interface Functions {
    /** ARN of a function's role. */
    Optional<String> roleOf(String function);

    /** A function's resource policy as JSON. */
    Optional<String> policy(String arn);
  }

  private final Queues queues;
  private final Topics topics;

  /**
   * @param bucketPolicies from a bucket's name to its policy as JSON
   */
  Permissions(
      Roles roles,
      Function<String, Optional<String>> bucketPolicies,
      Queues queues,
      Topics topics,
      Functions functions,
      Clock clock) {
    this.topics = topics;
    this.roles = roles;
    this.bucketPolicies = bucketPolicies;
    this.queues = queues;
    this.functions = functions;
    this.refusals = new Refusals(clock);
    this.authorizer = new Authorizer(roles, this::policyOf, clock);
  }

  Refusals refusals() {
    return refusals;
  }

  /** Before the endpoint's services. */
  PolicyGate gate(Sessions sessions, Tables tables, Stacks stacks, Secrets secrets, RestApis apis) {
    List<Accesses> services =
        ServiceAccesses.all(tables, stacks, roles, secrets, apis).stream()
            .<Accesses>map(PassedRoles::new)
            .toList();
    return new PolicyGate(
        authorizer, roles, functions::roleOf, key -> holder(sessions, key), services, refusals);
  }

  /** A role that is gone takes its sessions with it. */
  private PolicyGate.Holder holder(Sessions sessions, String key) {
    if (sessions.isExpired(key)) {
      return new PolicyGate.Holder.Expired();
    }
    return sessions
        .find(key)
        .flatMap(
            session ->
                roles
                    .findByArn(session.roleArn())
                    .map(role -> new Identity.Session(role, session.name())))
        .<PolicyGate.Holder>map(PolicyGate.Holder.Valid::new)
        .orElseGet(PolicyGate.Holder.Unknown::new);
  }

  @Override
  public void check(Parcel parcel, String action, String resource) {
    Parcel.Sender sender = parcel.sender();
    String service =
        switch (sender.kind()) {
          case SCHEDULE -> SCHEDULER;
          case RULE -> "events.amazonaws.com";
        };
    Access access = Access.of(action, resource);
    if (sender.roleArn() == null) {
      require(new Identity.Service(service, sender.arn()), access);
      return;
    }
    String takenFor =
        switch (sender.kind()) {
          case SCHEDULE -> Schedules.GROUP_ARN;
          case RULE -> sender.arn();
        };
    switch (authorizer.assume(sender.roleArn(), service, takenFor, sender.name())) {
      case Authorizer.Assumed.Session(Identity.Session session) -> require(session, access);
      case Authorizer.Assumed.Refused(Decision.Refused refused) -> throw refused(refused);
    }
  }

  /** Whether a service may do something by the resource's policy alone. */
  void requireService(String service, String sourceArn, String action, String resource) {
    require(new Identity.Service(service, sourceArn), Access.of(action, resource));
  }

  /**
   * Whether an alarm may do something. As CloudWatch asks in the name of the alarm's owner, a topic
   * without a policy of its own takes it.
   */
  void requireAlarm(String alarmArn, String action, String resource) {
    require(
        new Identity.Service("cloudwatch.amazonaws.com", alarmArn),
        new Access(action, resource, Facts.none().with(ConditionKeys.SOURCE_OWNER, Account.ID)));
  }

  /** Whether a function's role may do something on the function's behalf. */
  void requireFunction(String functionArn, String action, String resource) {
    String name = functionArn.split(":")[6];
    Role role =
        functions
            .roleOf(name)
            .flatMap(roles::findByArn)
            .orElseThrow(() -> new AwsError(403, "AccessDeniedException", name + " has no role"));
    require(new Identity.Session(role, name), Access.of(action, resource));
  }

  /**
   * Whom a service may be.
   *
   * @param service such as {@code lambda.amazonaws.com}
   */
  Trust trust(String service) {
    return (role, resource) ->
        authorizer.assume(role, service, resource, "aws") instanceof Authorizer.Assumed.Session;
  }

  /** Whether a function may write its log. */
  boolean mayLog(EnvironmentSpec writer, String streamArn) {
    Optional<Role> role = roles.findByArn(writer.roleArn());
    if (role.isEmpty()) {
      return false;
    }
    Identity who = new Identity.Session(role.get(), writer.functionName());
    for (String action : List.of("logs:CreateLogStream", "logs:PutLogEvents")) {
      if (authorizer.decide(who, Access.of(action, streamArn)) instanceof Decision.Refused no) {
        refusals.note(no);
        return false;
      }
    }
    return true;
  }

  private void require(Identity who, Access access) {
    if (authorizer.decide(who, access) instanceof Decision.Refused refused) {
      throw refused(refused);
    }
  }

  private AwsError refused(Decision.Refused refused) {
    refusals.note(refused);
    return new AwsError(403, "AccessDeniedException", refused.message());
  }

  private List<Statement> policyOf(String arn) {
    if (arn.startsWith(ROLES)) {
      return roles.findByArn(arn).map(roles::trust).orElse(List.of());
    }
    return json(arn).map(this::statements).orElse(List.of());
  }

  private Optional<String> json(String arn) {
    if (arn.startsWith(BUCKETS)) {
      String path = arn.substring(BUCKETS.length());
      int slash = path.indexOf('/');
      return bucketPolicies.apply(slash < 0 ? path : path.substring(0, slash));
    }
    return Account.resourceOf("sqs", arn)
        .flatMap(queues::policy)
        .or(() -> Account.resourceOf("sns", arn).flatMap(topics::policy))
        .or(() -> Account.resourceOf("lambda", arn).flatMap(any -> functions.policy(arn)));
  }

  /** Policies change seldom and are asked for at every call. */
  private List<Statement> statements(String json) {
    return policies.computeIfAbsent(
        json,
        text -> {
          try {
            return PolicyDocument.statements(
                new ObjectMapper().readTree(text), PolicyDocument.Kind.RESOURCE);
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept policy is not JSON", e);
          }
        });
  }
}
