package dev.sundial.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.FunctionTarget;
import dev.sundial.local.delivery.QueueTarget;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import dev.sundial.local.wire.Trees;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class SchedulerServiceTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final String ROLE = "arn:aws:iam::000000000000:role/r";

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final Queues queues =
      new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
  private final RecordingFunctions functions = new RecordingFunctions(time.clock());
  private final Courier courier =
      new Courier(
          store,
          time.timeline(),
          queues,
          (parcel, action, resource) -> {},
          List.of(new FunctionTarget(functions), new QueueTarget(queues)));
  private final Schedules schedules =
      new Schedules(
          store, time.timeline(), courier, (role, schedule) -> !role.endsWith("/distrustful"));
  private ClientEndpoint endpoint;
  private SchedulerClient client;

  @BeforeEach
  void start() throws Exception {
    schedules.start();
    endpoint = new ClientEndpoint(SchedulerService.of(schedules, courier));
    client = endpoint.client(SchedulerClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  private static Target target(Consumer<Target.Builder> change) {
    Target.Builder target = Target.builder().arn(FUNCTION).roleArn(ROLE);
    change.accept(target);
    return target.build();
  }

  private void create(String name, Consumer<CreateScheduleRequest.Builder> change) {
    client.createSchedule(
        r -> {
          r.name(name)
              .scheduleExpression("cron(15 3 * * ? *)")
              .flexibleTimeWindow(w -> w.mode(FlexibleTimeWindowMode.OFF))
              .target(target(t -> {}));
          change.accept(r);
        });
  }

  @Test
  void readsBackWhatAClientDeclared() {
    create(
        "s",
        r ->
            r.description("d")
                .scheduleExpressionTimezone("Europe/Berlin")
                .startDate(Instant.parse("2026-11-21T00:00:00Z"))
                .endDate(Instant.parse("2026-12-21T00:00:00Z"))
                .state(ScheduleState.DISABLED)
                .target(
                    target(
                        t ->
                            t.input("{\"a\":1}")
                                .deadLetterConfig(d -> d.arn(Queues.arn("dead")))
                                .retryPolicy(
                                    p ->
                                        p.maximumRetryAttempts(185)
                                            .maximumEventAgeInSeconds(60)))));

    GetScheduleResponse read = client.getSchedule(r -> r.name("s"));

    assertThat(read.arn()).isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/s");
    assertThat(read.creationDate()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(read.startDate()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    assertThat(read.scheduleExpressionTimezone()).isEqualTo("Europe/Berlin");
    assertThat(read.state()).isEqualTo(ScheduleState.DISABLED);
    assertThat(read.target().input()).isEqualTo("{\"a\":1}");
    assertThat(read.target().retryPolicy().maximumEventAgeInSeconds()).isEqualTo(60);
    assertThat(read.target().deadLetterConfig().arn()).isEqualTo(Queues.arn("dead"));
  }

  @Test
  void refusesARoleThatDoesNotTrustTheScheduler() {
    String distrustful = "arn:aws:iam::000000000000:role/distrustful";
    assertThatThrownBy(() -> create("s", r -> r.target(target(t -> t.roleArn(distrustful)))))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("must allow AWS EventBridge Scheduler to assume the role");
    assertThat(client.listSchedules(r -> {}).schedules()).isEmpty();
  }

  @Test
  void listsUpdatesAndDeletes() {
    create("a", r -> {});
    create("b", r -> r.state(ScheduleState.DISABLED));
    create("c", r -> {});
    assertThat(client.listSchedulesPaginator(r -> r.maxResults(1)).schedules())
        .extracting(ScheduleSummary::name)
        .containsExactly("a", "b", "c");
    assertThat(client.listSchedules(r -> r.state(ScheduleState.DISABLED)).schedules())
        .extracting(ScheduleSummary::name)
        .containsExactly("b");

    client.updateSchedule(
        r ->
            r.name("a")
                .scheduleExpression("rate(1 hour)")
                .flexibleTimeWindow(w -> w.mode("OFF"))
                .target(target(t -> {})));
    assertThat(client.getSchedule(r -> r.name("a")).scheduleExpression()).isEqualTo("rate(1 hour)");

    client.deleteSchedule(r -> r.name("a"));
    assertThatThrownBy(() -> client.getSchedule(r -> r.name("a")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.deleteSchedule(r -> r.name("a")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aRepeatedCreationOfOneClientIsNoConflict() {
    create("s", r -> r.clientToken("t1"));
    create("s", r -> r.clientToken("t1"));
    assertThatThrownBy(() -> create("s", r -> r.clientToken("t2")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void refusesByNameWhatItDoesNotDo() {
    refused("FlexibleTimeWindow", r -> r.flexibleTimeWindow(w -> w.mode("FLEXIBLE")));
    refused("KmsKeyArn", r -> r.kmsKeyArn("arn:aws:kms:us-east-1:000000000000:key/k"));
    refused(
        "arn:aws:scheduler:::aws-sdk",
        r -> r.target(target(t -> t.arn("arn:aws:scheduler:::aws-sdk:sqs:sendMessage"))));
    refused(
        "Target.KinesisParameters",
        r -> r.target(target(t -> t.kinesisParameters(k -> k.partitionKey("p")))));
    refused("Schedule Expression", r -> r.scheduleExpression("cron(15 3 * * *)"));
    refused("Timezone", r -> r.scheduleExpressionTimezone("Mars/Olympus"));
    refused(
        "MaximumRetryAttempts",
        r -> r.target(target(t -> t.retryPolicy(p -> p.maximumRetryAttempts(186)))));
    refused(
        "MaximumEventAgeInSeconds",
        r -> r.target(target(t -> t.retryPolicy(p -> p.maximumEventAgeInSeconds(59)))));
    refused("well-formed JSON", r -> r.target(target(t -> t.input("{"))));
    refused(
        "StartDate",
        r ->
            r.startDate(Instant.parse("2026-12-01T00:00:00Z"))
                .endDate(Instant.parse("2026-12-01T00:00:00Z")));
  }

  private void refused(String naming, Consumer<CreateScheduleRequest.Builder> change) {
    assertThatThrownBy(() -> create("s", change))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(naming);
  }

  @Test
  void aTemplateDeclaresTheSameSchedule() {
    ScheduleResource type = new ScheduleResource(schedules, courier);
    String json =
        "{\"Name\":\"s\",\"ScheduleExpression\":\"cron(15 3 * * ? *)\",\"State\":\"ENABLED\","
            + "\"FlexibleTimeWindow\":{\"Mode\":\"OFF\"},\"Target\":{\"Arn\":\""
            + FUNCTION
            + "\",\"RoleArn\":\""
            + ROLE
            + "\",\"RetryPolicy\":{\"MaximumRetryAttempts\":\"3\"}}}";
    ObjectNode node = Trees.parse(json.getBytes(StandardCharsets.UTF_8));
    Properties properties = new Properties("stack.S", node);
    ScheduleResource.Declared declared = type.read(properties);
    assertThat(properties.unasked()).isEmpty();
    Deployment deployment = new Deployment("stack", "S", 1, Assets.none(), false);

    Resource resource = type.create(declared, deployment);
    type.update(resource, declared, declared, deployment);

    assertThat(resource.physicalId()).isEqualTo("s");
    assertThat(resource.attributes())
        .containsEntry("Arn", "arn:aws:scheduler:us-east-1:000000000000:schedule/default/s");
    assertThat(client.getSchedule(r -> r.name("s")).target().retryPolicy().maximumRetryAttempts())
        .isEqualTo(3);
    assertThat(schedules.next("s")).contains(Instant.parse("2026-11-21T03:15:00Z"));
    type.delete(resource, deployment);
    type.delete(resource, deployment);
    assertThat(client.listSchedules(r -> {}).schedules()).isEmpty();
  }

  @Test
  void aTemplateIsRefusedByTheNameOfItsProperty() {
    ScheduleResource type = new ScheduleResource(schedules, courier);
    ObjectNode node =
        Trees.parse(
            "{\"ScheduleExpression\":\"rate(1 day)\",\"FlexibleTimeWindow\":{\"Mode\":\"FLEXIBLE\"}}"
                .getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> type.read(new Properties("stack.S", node)))
        .hasMessageContaining("stack.S")
        .hasMessageContaining("FlexibleTimeWindow");
  }
}
