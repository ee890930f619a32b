package dev.sundial.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.FunctionTarget;
import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.delivery.QueueTarget;
import dev.sundial.local.delivery.RetryPolicy;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.PeekedMessage;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import dev.sundial.local.wire.Trees;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

class RulesTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  /** A cloud of buses, rules, queues and noted functions on one store. */
  private static final class Cloud {
    final RecordingFunctions functions;
    final Queues queues;
    final List<String> forbidden = new CopyOnWriteArrayList<>();
    final Courier courier;
    final EventBuses buses;
    final Rules rules;

    Cloud(VirtualTime time, StateStore store) {
      functions = new RecordingFunctions(time.clock());
      queues = new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
      courier =
          new Courier(
              store,
              time.timeline(),
              queues,
              this::check,
              List.of(new FunctionTarget(functions), new QueueTarget(queues)));
      buses = new EventBuses(store);
      courier.add(new BusTarget(buses, time.clock()));
      rules = new Rules(store, time.timeline(), buses, courier);
    }

    void start() {
      courier.start();
      rules.start();
    }

    private void check(Parcel parcel, String action, String resource) {
      if (forbidden.contains(action)) {
        throw new AwsError(403, "AccessDeniedException", action + " on " + resource);
      }
    }
  }

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final Cloud cloud = new Cloud(time, StateStore.inMemory());
  private ClientEndpoint endpoint;
  private EventBridgeClient events;

  @BeforeEach
  void start() throws Exception {
    cloud.start();
    endpoint =
        new ClientEndpoint(EventsService.of(cloud.buses, cloud.rules, cloud.courier, time.clock()));
    events = endpoint.client(EventBridgeClient.builder());
    cloud.queues.ensure("q");
    cloud.queues.ensure("dead");
  }

  @AfterEach
  void stop() throws Exception {
    events.close();
    endpoint.close();
  }

  private static Target.Builder target(String id, String arn) {
    return Target.builder().id(id).arn(arn);
  }

  private void rule(String name, String pattern, Target.Builder... targets) {
    events.putRule(r -> r.name(name).eventPattern(pattern));
    events.putTargets(
        r -> r.rule(name).targets(List.of(targets).stream().map(t -> t.build()).toList()));
  }

  private PutEventsResponse put(String source, String detail) throws InterruptedException {
    PutEventsResponse response =
        events.putEvents(r -> r.entries(e -> e.source(source).detailType("T").detail(detail)));
    time.timeline().activity().awaitQuiet();
    return response;
  }

  @Test
  void sendsAnEventToTheTargetsOfTheRulesThatWantIt() throws Exception {
    rule(
        "wants",
        "{\"source\":[\"a\"]}",
        target("f", FUNCTION),
        target("q", Queues.arn("q")).inputPath("$.detail.n"),
        target("t", Queues.arn("q"))
            .inputTransformer(
                t -> t.inputPathsMap(Map.of("n", "$.detail.n")).inputTemplate("[<n>]")));
    rule("other", "{\"source\":[\"b\"]}", target("f", FUNCTION));

    String id = put("a", "{\"n\":7}").entries().getFirst().eventId();

    assertThat(cloud.functions.calls())
        .containsExactly(
            "2026-11-20T10:00:00Z f {\"version\":\"0\",\"id\":\""
                + id
                + "\",\"detail-type\":\"T\",\"source\":\"a\",\"account\":\"000000000000\","
                + "\"time\":\"2026-11-20T10:00:00Z\",\"region\":\"us-east-1\",\"resources\":[],"
                + "\"detail\":{\"n\":7}}");
    assertThat(cloud.queues.peek("q", 10))
        .extracting(PeekedMessage::body)
        .containsExactlyInAnyOrder("7", "[7]");
  }

  @Test
  void answersEntriesOneByOne() {
    PutEventsResponse response =
        events.putEvents(
            r ->
                r.entries(
                    entry("a", "T", "{}", null),
                    entry("", "T", "{}", null),
                    entry("a", "", "{}", null),
                    entry("a", "T", "not JSON", null),
                    entry("aws.s3", "T", "{}", null),
                    entry("a", "T", "{}", "nowhere")));

    assertThat(response.failedEntryCount()).isEqualTo(5);
    assertThat(response.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(
            null,
            "InvalidArgument",
            "InvalidArgument",
            "MalformedDetail",
            "NotAuthorizedForSourceException",
            "ResourceNotFoundException");
    assertThat(response.entries().getFirst().eventId()).hasSize(36);
  }

  private static PutEventsRequestEntry entry(
      String source, String type, String detail, @Nullable String bus) {
    return PutEventsRequestEntry.builder()
        .source(source)
        .detailType(type)
        .detail(detail)
        .eventBusName(bus)
        .build();
  }

  @Test
  void givesUpAtOnceWhenTheTargetIsGoneAndKeepsTheEventInTheQueue() throws Exception {
    rule(
        "gone",
        "{\"source\":[\"a\"]}",
        target("x", Queues.arn("nowhere"))
            .input("{}")
            .deadLetterConfig(d -> d.arn(Queues.arn("dead"))));

    put("a", "{\"n\":7}");

    PeekedMessage dead = cloud.queues.peek("dead", 10).getFirst();
    assertThat(dead.body()).contains("\"detail\":{\"n\":7}");
    assertThat(dead.attributes())
        .containsEntry("ERROR_CODE", MessageAttribute.text("NO_RESOURCE"))
        .containsEntry("RETRY_ATTEMPTS", MessageAttribute.text("0"))
        .containsEntry(
            "RULE_ARN", MessageAttribute.text("arn:aws:events:us-east-1:000000000000:rule/gone"))
        .containsEntry("TARGET_ARN", MessageAttribute.text(Queues.arn("nowhere")))
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  void needsTheFunctionsPermission() throws Exception {
    rule(
        "r",
        "{\"source\":[\"a\"]}",
        target("f", FUNCTION).deadLetterConfig(d -> d.arn(Queues.arn("dead"))));
    cloud.forbidden.add("lambda:InvokeFunction");
    put("a", "{}");

    assertThat(cloud.functions.calls()).isEmpty();
    assertThat(cloud.queues.peek("dead", 10).getFirst().attributes())
        .containsEntry("ERROR_CODE", MessageAttribute.text("NO_PERMISSIONS"));
  }

  @Test
  void aQueueThatDoesNotLetTheRuleInGetsNoDeadLetter() throws Exception {
    rule(
        "r",
        "{\"source\":[\"a\"]}",
        target("f", FUNCTION).deadLetterConfig(d -> d.arn(Queues.arn("dead"))));
    cloud.forbidden.addAll(List.of("lambda:InvokeFunction", "sqs:SendMessage"));
    put("a", "{}");

    assertThat(cloud.queues.peek("dead", 10)).isEmpty();
    assertThat(cloud.courier.underway()).isEmpty();
  }

  @Test
  void retriesAThrottledTargetUntilItsPolicyEnds() throws Exception {
    rule(
        "r",
        "{\"source\":[\"a\"]}",
        target("f", FUNCTION)
            .retryPolicy(p -> p.maximumRetryAttempts(2).maximumEventAgeInSeconds(3600))
            .deadLetterConfig(d -> d.arn(Queues.arn("dead"))));
    cloud.functions.refuse(new AwsError(429, "TooManyRequestsException", "Rate Exceeded."));
    put("a", "{}");
    time.advance(Duration.ofHours(1));

    assertThat(cloud.functions.calls())
        .extracting(call -> call.substring(11, 19))
        .containsExactly("10:00:00", "10:01:00", "10:03:00");
    assertThat(cloud.queues.peek("dead", 10).getFirst().attributes())
        .containsEntry("ERROR_CODE", MessageAttribute.text("THROTTLING"))
        .containsEntry("RETRY_ATTEMPTS", MessageAttribute.text("2"))
        .containsEntry("EXHAUSTED_RETRY_CONDITION", MessageAttribute.text("MaximumRetryAttempts"));
  }

  @Test
  void passesAnEventOnToAnotherBus() throws Exception {
    events.createEventBus(r -> r.name("second"));
    events.putRule(
        r -> r.name("there").eventBusName("second").eventPattern("{\"detail\":{\"n\":[7]}}"));
    events.putTargets(
        r ->
            r.rule("there")
                .eventBusName("second")
                .targets(target("q", Queues.arn("q")).inputPath("$.source").build()));
    rule("here", "{\"source\":[\"a\"]}", target("bus", EventBuses.arn("second")));

    put("a", "{\"n\":7}");
    put("a", "{\"n\":8}");

    assertThat(cloud.queues.peek("q", 10)).extracting(PeekedMessage::body).containsExactly("\"a\"");
    assertThatThrownBy(() -> events.deleteEventBus(r -> r.name("second")))
        .hasMessageContaining("has rules");
    assertThatThrownBy(
            () ->
                events.putTargets(
                    r -> r.rule("here").targets(target("x", EventBuses.arn("default")).build())))
        .hasMessageContaining("own rules");
  }

  @Test
  void runsScheduledRules() throws Exception {
    events.putRule(r -> r.name("cron").scheduleExpression("cron(15 3 * * ? *)"));
    events.putTargets(r -> r.rule("cron").targets(target("q", Queues.arn("q")).build()));
    events.putRule(r -> r.name("rate").scheduleExpression("rate(6 hours)"));
    events.putTargets(
        r -> r.rule("rate").targets(target("f", FUNCTION).inputPath("$.time").build()));

    time.advance(Duration.ofHours(23));

    assertThat(cloud.functions.calls())
        .extracting(call -> call.substring(0, 20))
        .containsExactly("2026-11-20T16:00:00Z", "2026-11-20T22:00:00Z", "2026-11-21T04:00:00Z");
    assertThat(cloud.queues.peek("q", 10))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.body())
                    .contains(
                        "\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\"",
                        "\"time\":\"2026-11-21T03:15:00Z\"",
                        "\"resources\":[\"arn:aws:events:us-east-1:000000000000:rule/cron\"]",
                        "\"detail\":{}"));
    events.disableRule(r -> r.name("rate"));
    time.advance(Duration.ofHours(24));
    assertThat(cloud.functions.calls()).hasSize(3);
  }

  @Test
  void describesRulesAndTargets() {
    rule("r", "{\"source\":[\"a\"]}", target("q", Queues.arn("q")).input("{}"));
    DescribeRuleResponse described = events.describeRule(r -> r.name("r"));
    assertThat(described.eventPattern()).isEqualTo("{\"source\":[\"a\"]}");
    assertThat(described.state()).isEqualTo(RuleState.ENABLED);
    assertThat(events.listTargetsByRule(r -> r.rule("r")).targets())
        .singleElement()
        .extracting(Target::input)
        .isEqualTo("{}");
    assertThat(events.listRuleNamesByTarget(r -> r.targetArn(Queues.arn("q"))).ruleNames())
        .containsExactly("r");
    assertThatThrownBy(() -> events.deleteRule(r -> r.name("r")))
        .hasMessageContaining("has targets");
    events.removeTargets(r -> r.rule("r").ids("q"));
    events.deleteRule(r -> r.name("r"));
    assertThat(events.listRules(r -> {}).rules()).isEmpty();
    assertThatThrownBy(() -> events.describeRule(r -> r.name("r")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void refusesByNameWhatItDoesNotDo() {
    events.putRule(r -> r.name("r").eventPattern("{\"source\":[\"a\"]}"));
    assertThatThrownBy(
            () ->
                events.putTargets(
                    r ->
                        r.rule("r")
                            .targets(
                                target("k", "arn:aws:kinesis:us-east-1:000000000000:stream/s")
                                    .build())))
        .hasMessageContaining("arn:aws:kinesis");
    assertThatThrownBy(
            () ->
                events.putTargets(
                    r ->
                        r.rule("r")
                            .targets(
                                target("q", Queues.arn("q"))
                                    .sqsParameters(p -> p.messageGroupId("g"))
                                    .build())))
        .hasMessageContaining("Target.SqsParameters");
    assertThatThrownBy(() -> events.putRule(r -> r.name("none")))
        .hasMessageContaining("EventPattern or ScheduleExpression");
    assertThatThrownBy(() -> events.putRule(r -> r.name("x").scheduleExpression("at(now)")))
        .hasMessageContaining("ScheduleExpression is not valid");
    assertThatThrownBy(
            () -> events.createArchive(r -> r.archiveName("a").eventSourceArn("arn:aws:events:x")))
        .hasMessageContaining("does not implement CreateArchive");
  }

  @Test
  void anAcknowledgedEventSurvivesAKill(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    Cloud before = new Cloud(time, StateStore.open(file));
    before.queues.ensure("q");
    RuleDeclaration declared =
        new RuleDeclaration("default", "r", "{\"source\":[\"a\"]}", null, true, null, null);
    StoredRule rule = before.rules.declare(declared);
    before.rules.retarget(
        rule,
        List.of(
            new RuleTarget("f", FUNCTION, null, "{}", null, null, null, RetryPolicy.defaults())));
    before.functions.refuse(new AwsError(500, "ServiceException", "not yet"));
    before.buses.put(
        new BusEvent("default", "1", "a", "T", time.clock().instant(), List.of(), Trees.object()));
    time.timeline().activity().awaitQuiet();

    VirtualTime later = new VirtualTime(time);
    Cloud after = new Cloud(later, StateStore.open(Files.copy(file, folder.resolve("copy"))));
    after.start();
    later.advance(Duration.ofMinutes(1));

    assertThat(after.functions.calls()).containsExactly("2026-11-20T10:01:00Z f {}");
  }
}
