package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ResourceNames;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.Registry;
import dev.sundial.registry.ServingPointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** As {@link LeastPrivilegeIT}, of who looks, tells and tidies up. */
@Tag(Cloud.LOCAL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CloudExtension.class)
final class LeastPrivilegeOfWatchersIT {
  private static final String STACK = "sundial-local";
  private static final ResourceNames NAMES = Cloud.names();
  private static final List<String> SCHEDULES =
      List.of(NAMES.probeSchedule(), NAMES.digestSchedule(), NAMES.sweepSchedule());
  private static final String RED = NAMES.shared("red-for-long");
  private static final String LEFTOVER = "models/unfed/20260101T000000Z-0fa11e/1/scorer.json";
  private static final Duration ALL_RETRIES = Duration.ofMinutes(4); // after one, then two more

  private final WatchedCloud watched;
  private final Cloud cloud;
  private final Evidence evidence;
  private final Model hasty;
  private Instant lookedAt = Instant.EPOCH;

  LeastPrivilegeOfWatchersIT(WatchedCloud watched) {
    this.watched = watched;
    this.cloud = watched.cloud();
    this.evidence = new Evidence(cloud);
    this.hasty = watched.model("hasty");
  }

  /** Two versions, of which one can be promoted; an alarm that is red for more than 20 hours. */
  @BeforeAll
  void prepare() throws Exception {
    SCHEDULES.forEach(schedule -> cloud.pause(schedule, true));
    hasty.put("iris.csv", Checkout.iris());
    assertThat(hasty.train("{}").version()).isPresent();
    assertThat(hasty.train("{}").version()).isPresent();
    cloud
        .clients()
        .cloudWatch
        .putMetricAlarm(
            r ->
                r.alarmName(RED)
                    .namespace("Reminded")
                    .metricName("Never")
                    .statistic(Statistic.MAXIMUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(0.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData("ignore"));
    cloud
        .clients()
        .cloudWatch
        .setAlarmState(
            r -> r.alarmName(RED).stateValue(StateValue.ALARM).stateReason("for the digest"));
    cloud.advance(Duration.ofHours(20).plusMinutes(1));
    lookedAt = cloud.now();
  }

  @AfterAll
  void leave() {
    cloud.clients().cloudWatch.deleteAlarms(r -> r.alarmNames(RED));
    var unused = registry().unpin(hasty.name(), "all is shown");
    cloud.kill(NAMES.probeFunction()); // it was told of hours that are still to come
    SCHEDULES.forEach(schedule -> cloud.pause(schedule, false));
  }

  @Test
  void noRoleOfTheStageIsLeftOut() {
    assertThat(DeployedRole.all(cloud))
        .filteredOn(role -> role.stack().equals(STACK))
        .extracting(DeployedRole::kind)
        .containsExactlyInAnyOrder(
            "PredictionRole", // by LeastPrivilegeIT
            "ProbeRole",
            "SweepRole",
            "SlackRole",
            "ProbeScheduleRole",
            "DigestScheduleRole",
            "SweepScheduleRole");
  }

  @Test
  void theProbeNeedsAllItMayDo() throws Exception {
    duties(cloud::settle, this::looks, this::reminds, this::looksAfresh).needAllOf(role("Probe"));
  }

  @Test
  void theSweepNeedsAllItMayDo() throws Exception {
    duties(cloud::settle, this::sweeps, this::removesLeftovers).needAllOf(role("Sweep"));
  }

  @Test
  void theSlackFunctionNeedsAllItMayDo() throws Exception {
    duties(() -> cloud.advance(ALL_RETRIES), this::tells, this::keepsWhatItCouldNotTell)
        .needAllOf(role("Slack"));
  }

  @ParameterizedTest
  @CsvSource({
    "sundial-local, Probe, probe, probe",
    "sundial-local, Digest, digest, probe",
    "sundial-local, Sweep, sweep, sweep",
    "sundial-local-hasty-model, FirstLook, hasty-first-look, probe"
  })
  void eachScheduleNeedsAllItMayDo(String stack, String kind, String schedule, String function)
      throws Exception {
    duties(cloud::settle, () -> starts(NAMES.shared(schedule), NAMES.shared(function)))
        .needAllOf(DeployedRole.of(cloud, stack, kind + "ScheduleRole"));
  }

  private Duties duties(Runnable tidy, Duties.Duty... duties) {
    return new Duties(cloud, tidy, duties);
  }

  private DeployedRole role(String of) {
    return DeployedRole.of(cloud, STACK, of + "Role");
  }

  /** Every model is looked at, what waits is announced, the hour's prediction is made. */
  private Optional<String> looks() {
    ServingPointer pointer = hasty.pointer();
    if (pointer.drained() == pointer.sequence()) {
      VersionId other =
          hasty.versions().stream()
              .map(ModelVersion::id)
              .filter(id -> !pointer.championVersion().equals(Optional.of(id)))
              .findFirst()
              .orElseThrow();
      var unused = registry().promote(hasty.name(), other, "to have something to announce");
    }
    hasty.listFailure(hasty.versions().getFirst().run());
    lookedAt = lookedAt.plus(Duration.ofHours(1));
    String event = "{\"action\":\"probe\",\"scheduledTime\":\"" + lookedAt + "\"}";
    return wrong(NAMES.probeFunction(), event, done -> done.get("predictions").asInt() > 0)
        .or(() -> unless(!hasty.pointer().hasUnannounced(), "nothing was announced"))
        .or(() -> logged(NAMES.probeFunction()));
  }

  /** Where queues are and since when stacks are there is asked once. */
  private Optional<String> looksAfresh() {
    cloud.kill(NAMES.probeFunction());
    return looks();
  }

  private Optional<String> reminds() {
    return wrong(
        NAMES.probeFunction(), "{\"action\":\"digest\"}", sent -> sent.get("red").asInt() > 0);
  }

  private Optional<String> sweeps() {
    return wrong(NAMES.sweepFunction(), "{}", swept -> true)
        .or(() -> logged(NAMES.sweepFunction()));
  }

  /** What an attempt left seven days ago; one that was not removed is left for the next time. */
  private Optional<String> removesLeftovers() {
    if (!isLeft()) {
      cloud
          .clients()
          .s3
          .putObject(
              r -> r.bucket(hasty.artefactBucket()).key(LEFTOVER), RequestBody.fromString("x"));
      cloud.advance(Duration.ofDays(7).plusMinutes(1));
    }
    return wrong(NAMES.sweepFunction(), "{}", swept -> swept.get("removedObjects").asInt() > 0)
        .or(() -> unless(!isLeft(), "the leftover is left"));
  }

  private boolean isLeft() {
    return cloud
        .clients()
        .s3
        .listObjectVersions(r -> r.bucket(hasty.artefactBucket()).prefix(LEFTOVER))
        .hasVersions();
  }

  private Optional<String> tells() {
    cloud.advance(Duration.ofMinutes(1)); // it looks at the secret once a minute
    return unless(!watched.taken("id " + publish() + "\"").isEmpty(), "nothing came to Slack")
        .or(() -> logged(NAMES.slackFunction()));
  }

  private Optional<String> keepsWhatItCouldNotTell() {
    watched.webhook("unset");
    String id = publish();
    cloud.advance(ALL_RETRIES);
    watched.webhook(cloud.inboxWebhook());
    return unless(
        evidence.taken(NAMES.slackFailureQueue()).stream().anyMatch(body -> body.contains(id)),
        "the message was not kept");
  }

  private String publish() {
    String topic = "arn:aws:sns:us-east-1:000000000000:" + NAMES.alertTopic();
    return cloud.clients().sns.publish(r -> r.topicArn(topic).message("on duty")).messageId();
  }

  private Optional<String> starts(String schedule, String function) {
    String before = evidence.newestRequest(function);
    var unused = cloud.fire(schedule);
    return unless(!evidence.newestRequest(function).equals(before), schedule + " starts nothing");
  }

  /** What is wrong with a function's answer. */
  private Optional<String> wrong(String function, String event, Predicate<JsonNode> right) {
    InvokeResponse answer =
        cloud
            .clients()
            .lambda
            .invoke(r -> r.functionName(function).payload(SdkBytes.fromUtf8String(event)));
    String text = answer.payload().asUtf8String();
    return unless(answer.functionError() == null && right.test(Cloud.parse(text)), text);
  }

  private Optional<String> logged(String function) {
    return unless(evidence.isLogged(function, ""), "nothing in the log of " + function);
  }

  private static Optional<String> unless(boolean fine, String wrong) {
    return fine ? Optional.empty() : Optional.of(wrong);
  }

  private Registry registry() {
    return new Registry(
        cloud.clients().dynamo,
        NAMES.registryTable(),
        Clock.fixed(cloud.now(), ZoneOffset.UTC),
        new Random(lookedAt.getEpochSecond()));
  }
}
