package dev.sundial.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.AlarmActions;
import dev.sundial.local.alarms.AlarmOperations;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.dashboards.DashboardOperations;
import dev.sundial.local.dashboards.Dashboards;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.iam.Refusals;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.inbox.SlackInbox;
import dev.sundial.local.lambda.InvocationRecord;
import dev.sundial.local.lambda.InvocationSource;
import dev.sundial.local.metrics.MetricStore;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Everything the pages read, as plain lists. */
final class FakeSources implements InvocationSource, LogSource, QueueSource {
  static final String START = "2026-11-20T03:15:00Z";

  final HandClock virtual = new HandClock(START);
  final HandClock real = new HandClock(START);
  final Timeline timeline = new Timeline(virtual, virtual::set, new Activity());
  final Faults faults = new Faults();
  final List<InvocationRecord> invocations = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Message> messages = new ArrayList<>();
  final Roles roles = new Roles(StateStore.inMemory(), virtual);
  final Refusals refusals = new Refusals(virtual);
  final MailInbox mail = new MailInbox(StateStore.inMemory());
  final SlackInbox slack =
      new SlackInbox(
          StateStore.inMemory(), virtual, faults, URI.create("http://127.0.0.1:4566/_sundial"));
  final Stacks stacks =
      new Stacks(
          java.util.stream.Stream.<ResourceType<?>>concat(
                  java.util.stream.Stream.of(new ScheduleType()), roles.resourceTypes().stream())
              .toList(),
          StateStore.inMemory(),
          virtual);

  final MetricStore metrics = new MetricStore(StateStore.inMemory(), virtual);
  final Alarms alarms =
      new Alarms(StateStore.inMemory(), timeline, metrics, new Actions(), event -> {});
  final Dashboards dashboards = new Dashboards(StateStore.inMemory(), virtual);

  /** Does an operation of alarms or dashboards, with single quotes for double ones. */
  void cloudWatch(String operation, String input) throws Exception {
    Map<String, Operation> table = new HashMap<>(AlarmOperations.table(alarms));
    table.putAll(DashboardOperations.table(dashboards));
    Objects.requireNonNull(table.get(operation))
        .apply(
            Trees.parse(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            SentRequest.rest("POST", "/", ""));
  }

  /** Keeps a dashboard, with single quotes for double ones. */
  void dashboard(String name, String body) throws Exception {
    ObjectNode input = Trees.object().put("DashboardName", name);
    input.put("DashboardBody", body.replace('\'', '"'));
    Objects.requireNonNull(DashboardOperations.table(dashboards).get("PutDashboard"))
        .apply(input, SentRequest.rest("POST", "/", ""));
  }

  Sources sources() {
    return new Sources(
        timeline,
        real,
        faults,
        stacks,
        this,
        this,
        this,
        roles,
        refusals,
        mail,
        slack,
        metrics,
        alarms,
        dashboards);
  }

  /** Deploys a schedule whose failure queue is called {@code failed}, and a role. */
  void deploy(Path folder, String description) {
    file(
        folder,
        "manifest.json",
        "{'artifacts':{'app':{'type':'aws:cloudformation:stack',"
            + "'environment':'aws://unknown-account/unknown-region',"
            + "'properties':{'templateFile':'app.json'}}}}");
    file(
        folder,
        "app.json",
        "{'Resources':{'Daily':{'Type':'AWS::Scheduler::Schedule','Properties':{'Name':'daily',"
            + "'Target':{'DeadLetterConfig':{'Arn':"
            + "'arn:aws:sqs:us-east-1:000000000000:failed'}}}},"
            + "'Runner':{'Type':'AWS::IAM::Role','Properties':{'RoleName':'runner',"
            + "'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Principal':{'Service':'scheduler.amazonaws.com'},'Action':'sts:AssumeRole'}]},"
            + "'Policies':[{'PolicyName':'own','PolicyDocument':{'Version':'2012-10-17','Statement':["
            + "{'Sid':'List','Effect':'Allow','Action':'s3:ListBucket','Resource':"
            + "'arn:aws:s3:::data','Condition':{'StringLike':{'s3:prefix':['iris/*','wine/*']}}},"
            + "{'Effect':'Deny','NotAction':['s3:*','logs:*'],'Resource':'*'}]}}]}}},"
            + "'Outputs':{'Hello':{'Value':'"
            + description
            + "'}}}");
    stacks.deploy(folder, false, event -> {});
  }

  private static void file(Path folder, String name, String json) {
    try {
      Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InvocationRecord invocation(long number, String error, String payload) {
    Instant at = Instant.parse(START);
    return new InvocationRecord(
        number,
        "req-1",
        "sundial-local-iris-training",
        "$LATEST",
        "scheduler",
        1,
        at,
        at,
        at.plusMillis(400),
        error.isEmpty() ? InvocationRecord.Outcome.ANSWERED : InvocationRecord.Outcome.FAILED,
        error.isEmpty() ? null : error,
        4711,
        "/aws/lambda/sundial-local-iris-training",
        "2026/11/20/[$LATEST]abc",
        210.5,
        null,
        401.25,
        181,
        payload,
        null,
        List.of(
            new InvocationRecord.Call(1, "dynamodb", "UpdateItem", 200),
            new InvocationRecord.Call(2, "s3", "PutObject", 0)),
        "");
  }

  @Override
  public List<InvocationRecord> recent(int limit) {
    return invocations.reversed().stream().limit(limit).toList();
  }

  @Override
  public Optional<InvocationRecord> find(long number) {
    return invocations.stream().filter(it -> it.number() == number).findFirst();
  }

  @Override
  public List<InvocationRecord> ofRequest(String requestId) {
    return invocations.stream().filter(it -> it.requestId().equals(requestId)).toList();
  }

  @Override
  public List<Group> groups() {
    return lines.isEmpty()
        ? List.of()
        : List.of(
            new Group(
                "/aws/lambda/sundial-local-iris-training", Optional.of(7), lines.size(), 100));
  }

  @Override
  public List<Stream> streams(String group) {
    return List.of(
        new Stream(
            "2026/11/20/[$LATEST]abc",
            lines.stream().map(Line::time).findFirst(),
            lines.stream().map(Line::time).reduce((a, b) -> b)));
  }

  @Override
  public List<Line> newest(Wanted wanted) {
    return lines.stream()
        .filter(line -> line.text().contains(wanted.pattern()))
        .limit(wanted.limit())
        .toList();
  }

  @Override
  public int depth(String queue) {
    return queue.equals("failed") ? messages.size() : 0;
  }

  @Override
  public List<Message> oldest(String queue, int limit) {
    return queue.equals("failed") ? messages.stream().limit(limit).toList() : List.of();
  }

  /** A topic called {@code gone} takes nothing. */
  private static final class Actions implements AlarmActions {
    @Override
    public void requireReach(String arn) {}

    @Override
    public void publish(String topicArn, String alarmArn, String subject, String message) {
      if (topicArn.endsWith(":gone")) {
        throw new AwsError(404, "NotFound", "Topic does not exist");
      }
    }
  }

  private static final class ScheduleType implements ResourceType<String> {

    @Override
    public String name() {
      return "AWS::Scheduler::Schedule";
    }

    @Override
    public Set<String> attributes() {
      return Set.of();
    }

    @Override
    public String read(Properties properties) {
      properties.whole("Target");
      return properties.text("Name");
    }

    @Override
    public Resource create(String name, Deployment deployment) {
      return new Resource(name(), name, Map.of());
    }

    @Override
    public Optional<String> replacement(String before, String after) {
      return Optional.empty();
    }

    @Override
    public Resource update(Resource existing, String before, String after, Deployment d) {
      return existing;
    }

    @Override
    public void delete(Resource existing, Deployment deployment) {}
  }
}
