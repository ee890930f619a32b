package dev.sundial.local;

import dev.sundial.local.alarms.AlarmActions;
import dev.sundial.local.alarms.AlarmOperations;
import dev.sundial.local.alarms.AlarmResource;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.alarms.EmittableMetrics;
import dev.sundial.local.apigateway.ApiGatewayService;
import dev.sundial.local.apigateway.ApiServer;
import dev.sundial.local.apigateway.AuthorizerResource;
import dev.sundial.local.apigateway.DeploymentResource;
import dev.sundial.local.apigateway.GatewayResponseResource;
import dev.sundial.local.apigateway.IamAuthorization;
import dev.sundial.local.apigateway.MethodResource;
import dev.sundial.local.apigateway.PathResource;
import dev.sundial.local.apigateway.RestApiResource;
import dev.sundial.local.apigateway.RestApis;
import dev.sundial.local.apigateway.StageResource;
import dev.sundial.local.clock.OffsetFile;
import dev.sundial.local.clock.VirtualClock;
import dev.sundial.local.dashboards.DashboardOperations;
import dev.sundial.local.dashboards.DashboardResource;
import dev.sundial.local.dashboards.Dashboards;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.FunctionTarget;
import dev.sundial.local.delivery.Functions;
import dev.sundial.local.delivery.QueueTarget;
import dev.sundial.local.dynamodb.DynamoDbService;
import dev.sundial.local.dynamodb.TableResource;
import dev.sundial.local.dynamodb.Tables;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Endpoint;
import dev.sundial.local.events.BusTarget;
import dev.sundial.local.events.EventBusResource;
import dev.sundial.local.events.EventBuses;
import dev.sundial.local.events.EventsService;
import dev.sundial.local.events.RuleResource;
import dev.sundial.local.events.Rules;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.iam.IamApi;
import dev.sundial.local.iam.PolicyGate;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.inbox.SlackInbox;
import dev.sundial.local.lambda.Lambda;
import dev.sundial.local.lambda.environment.Environment;
import dev.sundial.local.lambda.environment.Host;
import dev.sundial.local.logs.LogGroupResource;
import dev.sundial.local.logs.LogGroups;
import dev.sundial.local.logs.LogLine;
import dev.sundial.local.logs.LogView;
import dev.sundial.local.logs.LogsService;
import dev.sundial.local.metrics.CloudWatchService;
import dev.sundial.local.metrics.EmbeddedMetrics;
import dev.sundial.local.metrics.MetricStore;
import dev.sundial.local.page.Pages;
import dev.sundial.local.page.Redeployment;
import dev.sundial.local.page.Sources;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.part.PartHome;
import dev.sundial.local.part.Parts;
import dev.sundial.local.s3.BucketPolicyResource;
import dev.sundial.local.s3.BucketResource;
import dev.sundial.local.s3.Buckets;
import dev.sundial.local.s3.S3Service;
import dev.sundial.local.scheduler.ScheduleResource;
import dev.sundial.local.scheduler.SchedulerService;
import dev.sundial.local.scheduler.Schedules;
import dev.sundial.local.secrets.SecretResource;
import dev.sundial.local.secrets.Secrets;
import dev.sundial.local.secrets.SecretsService;
import dev.sundial.local.sns.Sns;
import dev.sundial.local.sns.Topics;
import dev.sundial.local.sqs.QueuePolicyResource;
import dev.sundial.local.sqs.QueueResource;
import dev.sundial.local.sqs.QueueView;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.sqs.SqsService;
import dev.sundial.local.stack.CloudFormationApi;
import dev.sundial.local.stack.Preview;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.StackEvent;
import dev.sundial.local.stack.StackResult;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.sts.Sessions;
import dev.sundial.local.sts.StsApi;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import dev.sundial.local.wire.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The local cloud: an AWS account on this machine. Starts the real parts in processes of their own,
 * the services in this one, and deploys a {@code cdk.out} into them. Everything it started ends
 * with it, even when it is killed.
 */
public final class LocalCloud implements AutoCloseable {
  private final Parts parts;
  private final StateStore store;
  private final Timeline timeline;
  private final Faults faults;
  private final MetricStore metrics;
  private final Queues queues;
  private final Permissions permissions;
  private final Lambda lambda;
  private final Courier courier;
  private final MailInbox mail;
  private final SlackInbox slack;
  private final Sns sns;
  private final Schedules schedules;
  private final Rules rules;
  private final Alarms alarms;
  private final Stacks stacks;
  private final Pages pages;
  private final Endpoint endpoint;
  private final ApiServer api;

  /**
   * What to run and where.
   *
   * @param dynamoDbLibraries the jars of DynamoDB Local
   * @param s3Libraries the jars of S3Mock
   * @param runtimeLibraries the jars of Lambda's runtime client
   * @param clockAgent the java agent that moves the clock of every process
   * @param state where everything is kept
   * @param port of the AWS endpoint
   * @param apiPort of the deployed API's stage
   * @param environments most execution environments per function
   */
  public record Settings(
      Path dynamoDbLibraries,
      Path s3Libraries,
      Path runtimeLibraries,
      Path clockAgent,
      Path state,
      int port,
      int apiPort,
      int environments) {

    /** The layout the launcher installs a build in. */
    public static Settings of(Path build, Path state, int port, int apiPort, int environments) {
      return new Settings(
          build.resolve("dynamodb"),
          build.resolve("s3"),
          build.resolve("runtime"),
          build.resolve("clock-agent.jar"),
          state,
          port,
          apiPort,
          environments);
    }
  }

  private LocalCloud(Settings settings) throws Exception {
    Path state = StateStore.privateFolder(settings.state().toAbsolutePath());
    OffsetFile offset = OffsetFile.open(state.resolve("clock"));
    VirtualClock clock = new VirtualClock(Clock.systemUTC(), offset);
    parts = startParts(settings, state, offset);
    store = StateStore.open(state.resolve("cloud.mv"));
    timeline = new Timeline(clock, clock::moveTo, new Activity());
    faults = new Faults();

    URI address = URI.create("http://127.0.0.1:" + settings.port());
    metrics = new MetricStore(store, clock);
    queues = new Queues(store, clock, address, metrics);
    LogGroups logs = new LogGroups(store, clock, new EmbeddedMetrics(metrics, clock)::take);
    EventBuses buses = new EventBuses(store);
    Roles roles = new Roles(store, clock);
    Topics topics = new Topics(store, clock);
    Secrets secrets = new Secrets(store, clock);
    mail = new MailInbox(store);
    slack = new SlackInbox(store, clock, faults, address.resolve("/_sundial"));
    Tables tables = new Tables(new PartClient(parts.dynamoDb()), store, clock);
    Buckets buckets = new Buckets(new PartClient(parts.s3()), store, clock);
    RestApis apis = new RestApis(store, clock);
    permissions =
        new Permissions(roles, buckets::policy, queues, topics, new LaterFunctions(), clock);
    sns =
        new Sns(
            store,
            timeline,
            topics,
            new LaterFunctions(),
            queues,
            mail,
            (topic, action, resource) ->
                permissions.requireService("sns.amazonaws.com", topic, action, resource),
            address);
    Handovers handovers = new Handovers(queues, sns, buses, permissions, clock);
    lambda =
        new Lambda(
            store,
            timeline,
            host(settings, state, address, offset),
            (writer, stream, lines) -> {
              String arn = LogGroups.arn(writer.logGroup()) + ":log-stream:" + stream;
              if (permissions.mayLog(writer, arn)) {
                logs.append(writer.logGroup(), stream, lines);
              }
            },
            handovers,
            permissions.trust("lambda.amazonaws.com"),
            metrics,
            settings.environments());
    courier =
        new Courier(
            store,
            timeline,
            queues,
            permissions,
            List.of(
                new FunctionTarget(new LambdaDelivery(lambda)),
                new QueueTarget(queues),
                sns.target(),
                new BusTarget(buses, clock)));
    schedules = new Schedules(store, timeline, courier, permissions.trust(Permissions.SCHEDULER));
    rules = new Rules(store, timeline, buses, courier);
    AlarmActions actions = new TopicActions(sns, permissions);
    alarms = new Alarms(store, timeline, metrics, actions, buses::put);
    Dashboards dashboards = new Dashboards(store, clock);
    List<ResourceType<?>> types = new ArrayList<>(lambda.resourceTypes());
    types.addAll(roles.resourceTypes());
    types.addAll(sns.resourceTypes());
    EmittableMetrics emittable = new EmittableMetrics(metrics);
    types.addAll(AlarmResource.all(alarms, actions, emittable));
    types.add(new DashboardResource(dashboards, emittable));
    types.addAll(
        List.of(
            new BucketResource(buckets),
            new BucketPolicyResource(buckets),
            new TableResource(tables),
            new QueueResource(queues),
            new QueuePolicyResource(queues),
            new SecretResource(secrets),
            new LogGroupResource(logs),
            new EventBusResource(buses),
            new ScheduleResource(schedules, courier),
            new RuleResource(rules, courier),
            new RestApiResource(apis),
            new PathResource(apis),
            new MethodResource(apis),
            new AuthorizerResource(apis),
            new DeploymentResource(apis),
            new GatewayResponseResource(apis),
            new StageResource(apis)));
    stacks = new Stacks(types, store, clock);

    Sessions sessions = new Sessions(store, clock);
    PolicyGate gate = permissions.gate(sessions, tables, stacks, secrets, apis);
    api =
        new ApiServer(
            settings.apiPort(),
            apis,
            new LambdaIntegration(lambda, permissions),
            new IamAuthorization(
                new KnownKeys(lambda, sessions),
                lambda.callers()::caller,
                gate,
                caller -> gate.identity(caller, "execute-api")),
            (group, stream, at, line) -> logs.append(group, stream, List.of(new LogLine(at, line))),
            metrics);
    List<AwsService> services =
        List.of(
            new S3Service(buckets, Files.createDirectories(state.resolve("spool")), gate),
            new DynamoDbService(tables),
            SqsService.of(queues),
            sns.service(),
            SecretsService.of(secrets),
            lambda.service(),
            SchedulerService.of(schedules, courier),
            EventsService.of(buses, rules, courier, clock),
            LogsService.of(logs, clock),
            CloudWatchService.of(metrics, clock, alarmsAndDashboards(dashboards)),
            ApiGatewayService.of(apis),
            api.executeApi(),
            new CloudFormationApi(stacks).service(),
            new IamApi(roles).service(),
            new StsApi(roles, sessions, lambda::roleOf).service());
    pages =
        new Pages(
            new Sources(
                timeline,
                Clock.systemUTC(),
                faults,
                stacks,
                lambda.history(),
                new LogView(logs),
                new QueueView(queues),
                roles,
                permissions.refusals(),
                mail,
                slack,
                metrics,
                alarms,
                dashboards));
    endpoint = new Endpoint(settings.port(), services, lambda.callers(), faults, gate, pages);
  }

  private Map<String, Operation> alarmsAndDashboards(Dashboards dashboards) {
    Map<String, Operation> all = new HashMap<>(AlarmOperations.table(alarms));
    all.putAll(DashboardOperations.table(dashboards));
    return all;
  }

  /**
   * Starts it; nothing is deployed yet but what its state remembers.
   *
   * @throws java.net.BindException when a port is taken
   */
  public static LocalCloud start(Settings settings) throws Exception {
    LocalCloud cloud = new LocalCloud(settings);
    try {
      cloud.endpoint.start();
      cloud.api.start();
      cloud.metrics.start();
      cloud.queues.start(cloud.timeline);
      cloud.lambda.start();
      cloud.courier.start();
      cloud.sns.start();
      cloud.schedules.start();
      cloud.rules.start();
      cloud.alarms.start();
      cloud.timeline.start();
      return cloud;
    } catch (Exception e) {
      cloud.close();
      throw e;
    }
  }

  private static Parts startParts(Settings settings, Path state, OffsetFile offset)
      throws IOException, InterruptedException {
    List<String> agent = List.of("-javaagent:" + settings.clockAgent() + "=" + offset.path());
    return Parts.start(
        new PartHome(settings.dynamoDbLibraries(), state.resolve("dynamodb"), agent),
        new PartHome(settings.s3Libraries(), state.resolve("s3"), agent));
  }

  private static Host host(Settings settings, Path state, URI address, OffsetFile offset)
      throws IOException {
    return new Host(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        settings.runtimeLibraries(),
        Optional.of(new Host.ClockAgent(settings.clockAgent(), offset.path())),
        address,
        Account.REGION,
        Files.createDirectories(state.resolve("lambda")));
  }

  /**
   * Deploys an assembly, and removes the stacks it does not hold.
   *
   * @param assembly a {@code cdk.out}
   * @param fresh whether resources that hold data may be deleted
   * @param watcher hears of each resource as it changes
   * @throws dev.sundial.local.stack.TemplateException with everything that is not supported
   */
  public List<StackResult> deploy(Path assembly, boolean fresh, Consumer<StackEvent> watcher) {
    return stacks.deploy(assembly, fresh, watcher);
  }

  /**
   * What deploying an assembly would do to a local cloud that is not running; changes nothing. Its
   * parts run for a moment, since they tell whether data would be lost.
   *
   * @param assembly a {@code cdk.out}
   */
  public static Preview preview(Settings settings, Path assembly) throws Exception {
    try (LocalCloud cloud = new LocalCloud(settings)) {
      return cloud.stacks.preview(assembly);
    }
  }

  /** Who deploys into this local cloud when somebody asks it to while it runs. */
  public void onDeploy(Redeployment redeployment) {
    pages.onDeploy(redeployment);
  }

  /**
   * Delivers a schedule, or where there is none of that name a scheduled rule, once, now, as if it
   * were due. Returns its scheduled time.
   */
  public Instant fireSchedule(String name) {
    return schedules.exists(name) ? schedules.fire(name) : rules.fireNow(name);
  }

  /** How many snapshots of a function were taken and wait to be restored. */
  public long snapshots(String function) {
    return lambda.environments().stream()
        .filter(environment -> environment.spec().functionName().equals(function))
        .filter(Environment::isSnapshot)
        .count();
  }

  /** Returns when nothing is in flight: no invocation, no delivery. */
  public void awaitQuiet() throws InterruptedException {
    timeline.activity().awaitQuiet();
  }

  public Timeline timeline() {
    return timeline;
  }

  public Faults faults() {
    return faults;
  }

  public Stacks stacks() {
    return stacks;
  }

  public Lambda lambda() {
    return lambda;
  }

  /** What was told in Slack, as far as a webhook here was told it. */
  public SlackInbox slack() {
    return slack;
  }

  public Schedules schedules() {
    return schedules;
  }

  /** Port of the AWS endpoint. */
  public int port() {
    return endpoint.port();
  }

  /** Port of the deployed API's stage. */
  public int apiPort() {
    return api.port();
  }

  /** The functions as permissions ask about them, which are needed to make them. */
  private final class LaterFunctions implements Permissions.Functions, Functions {
    @Override
    public void invokeAsync(String function, byte[] payload, String source) {
      lambda.invokeAsync(function, payload, source);
    }

    @Override
    public Optional<String> roleOf(String function) {
      return lambda.roleOf(function);
    }

    @Override
    public Optional<String> policy(String arn) {
      return lambda.policy(arn);
    }
  }

  /** Ends everything that was started; the state stays. */
  @Override
  public void close() throws Exception {
    timeline.close();
    api.close();
    lambda.close();
    endpoint.close();
    parts.close();
    metrics.close();
    store.close();
  }
}
