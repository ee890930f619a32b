package dev.sundial.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmKind.Scope;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.metrics.VersionMetric;
import dev.sundial.registry.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Every alarm of the template, made red and made to clear by what it watches: data, time and
 * faults, never by setting its state. Comes before whatever else happens to its cloud: it counts
 * from the deployment on.
 */
@Order(1)
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Cloud.LOCAL)
final class AlarmsIT {
  private static final Duration LOOK = Duration.ofMinutes(7); // a probe, and a minute to evaluate
  private static final Duration PERIOD = Duration.ofMinutes(5);

  private final WatchedCloud watched;
  private final Cloud cloud;
  private final Model iris;

  AlarmsIT(WatchedCloud watched) {
    this.watched = watched;
    this.cloud = watched.cloud();
    this.iris = watched.model("iris");
  }

  @BeforeAll
  void train() throws Exception {
    iris.put("iris.csv", Checkout.iris());
    trained();
    cloud.advance(LOOK);
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
    iris.releaseLease();
  }

  /** Not even those to which silence is red: what they watch has spoken by then. */
  @Test
  @Order(0)
  void aDeploymentPagesNobody() {
    List<String> all = new ArrayList<>();
    cloud
        .clients()
        .cloudWatch
        .describeAlarmsPaginator()
        .metricAlarms()
        .forEach(alarm -> all.add(alarm.alarmName()));
    assertThat(all).hasSizeGreaterThan(30);
    assertThat(all.stream().filter(alarm -> !watched.reds(alarm).isEmpty())).isEmpty();
    assertStates(StateValue.OK, watched.alarm(AlarmKind.PROBE_DEAD));
    for (String model : List.of("iris", "unfed", "graced", "hasty")) {
      assertStates(StateValue.OK, watched.alarm(watched.model(model), AlarmKind.STALE));
    }
  }

  @Test
  @Order(1)
  void accuracyCrossesFloorAndCeilingBothWays() throws Exception {
    String low = watched.alarm(iris, AlarmKind.ACCURACY_LOW);
    String high = watched.alarm(iris, AlarmKind.ACCURACY_HIGH);
    String week = watched.alarm(iris, AlarmKind.WEEK_LOW);
    assertStates(StateValue.OK, low, high, week);

    iris.replaceData("iris.csv", tooGood().getBytes(UTF_8));
    trained();
    cloud.advance(LOOK);
    assertThat(accuracy()).isEqualTo(1);
    assertStates(StateValue.ALARM, high);
    assertStates(StateValue.OK, low, week);

    iris.replaceData("iris.csv", shuffled().getBytes(UTF_8));
    trained();
    trained();
    cloud.advance(LOOK);
    assertThat(accuracy()).isLessThan(0.8);
    assertThat(weekMean()).isLessThan(0.8);
    assertStates(StateValue.ALARM, low, week);
    assertStates(StateValue.OK, high);

    iris.replaceData("iris.csv", Checkout.iris().getBytes(UTF_8));
    trained();
    cloud.advance(LOOK);
    assertThat(accuracy()).isBetween(0.8, 0.995);
    assertStates(StateValue.OK, low, high);
    assertStates(StateValue.ALARM, week);

    while (weekMean() < 0.8) {
      trained();
    }
    cloud.advance(LOOK);
    assertStates(StateValue.OK, low, high, week);

    assertThat(watched.told(low))
        .containsExactly(red(AlarmKind.ACCURACY_LOW), over(AlarmKind.ACCURACY_LOW));
    assertThat(watched.told(high))
        .containsExactly(amber(AlarmKind.ACCURACY_HIGH), over(AlarmKind.ACCURACY_HIGH));
    assertThat(watched.told(week))
        .containsExactly(red(AlarmKind.WEEK_LOW), over(AlarmKind.WEEK_LOW));
  }

  @Test
  @Order(2)
  void aTrainingIsRejectedAndOneIsSlow() throws Exception {
    String failed = watched.alarm(iris, AlarmKind.TRAINING_FAILED);
    Model hasty = watched.model("hasty");
    String slow = watched.alarm(hasty, AlarmKind.TRAINING_SLOW);
    hasty.put("iris.csv", Checkout.iris());
    iris.put("bad.csv", "these,are,other,columns\n1,2,3,4\n");
    cloud.plant(
        "{'service':'dynamodb','operation':'TransactWriteItems','function':'%s','mode':'delay','delay':'PT2.1S','count':1}"
            .formatted(hasty.function()));
    assertThat(hasty.train("{}").version()).isPresent();
    assertThat(iris.train("{}").version()).isEmpty();
    cloud.advance(LOOK);
    assertStates(StateValue.ALARM, failed, slow);

    iris.replaceData("iris.csv", Checkout.iris().getBytes(UTF_8));
    trained();
    assertThat(hasty.train("{}").version()).isPresent();
    cloud.advance(LOOK);
    assertStates(StateValue.OK, failed);
    assertStates(StateValue.ALARM, slow); // of the last 25 minutes, and CloudWatch looks further
    cloud.advance(Duration.ofMinutes(30));
    assertStates(StateValue.OK, slow);
    assertThat(watched.told(failed))
        .containsExactly(red(AlarmKind.TRAINING_FAILED), over(AlarmKind.TRAINING_FAILED));
    assertThat(watched.taken("iris/bad.csv"))
        .as("what the event says")
        .containsExactly(":red_circle: A training of iris was rejected");
  }

  @Test
  @Order(3)
  void runsThatNobodyCouldDoWaitInTheirQueues() {
    String training = watched.alarm(iris, AlarmKind.TRAINING_QUEUE);
    Model hasty = watched.model("hasty"); // whose schedule does not try again
    String schedule = watched.alarm(hasty, AlarmKind.SCHEDULE_QUEUE);
    iris.holdLease();
    RunId run = iris.sendNewest();
    hasty.aimSchedule("missing-function");
    Instant unused = cloud.fire(hasty.schedule());
    cloud.advance(Duration.ofMinutes(4)); // retries after one minute and two more
    cloud.advance(LOOK);
    assertStates(StateValue.ALARM, training, schedule);

    hasty.aimSchedule(hasty.function());
    iris.releaseLease();
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
    cloud.advance(LOOK);
    assertStates(StateValue.OK, training, schedule);
    assertThat(iris.entriesOf(run)).hasSize(1);
    assertThat(watched.told(training))
        .containsExactly(red(AlarmKind.TRAINING_QUEUE), over(AlarmKind.TRAINING_QUEUE));
    assertThat(watched.told(schedule))
        .containsExactly(
            red(AlarmKind.SCHEDULE_QUEUE).replace("iris", "hasty"),
            over(AlarmKind.SCHEDULE_QUEUE).replace("iris", "hasty"));
  }

  @Test
  @Order(4)
  void aPromotedVersionThatIsDamagedCannotBeServed() {
    String failed = watched.alarm(iris, AlarmKind.PREDICTION_FAILED);
    String errors = watched.alarm(AlarmKind.API_ERRORS);
    assertThat(iris.predict(Flowers.SETOSA).statusCode()).isEqualTo(200);
    trained();
    damageScorer(0);
    cloud.advance(Duration.ofMinutes(1));
    assertThat(iris.predict(Flowers.SETOSA).headers().firstValue("x-model-stale")).isPresent();
    cloud.advance(PERIOD);
    assertStates(StateValue.OK, failed); // 2 of 3
    assertThat(iris.predict(Flowers.SETOSA).headers().firstValue("x-model-stale")).isPresent();
    cloud.advance(PERIOD);
    assertStates(StateValue.ALARM, failed);
    assertStates(StateValue.OK, errors);

    damageScorer(1); // Nor can a new environment answer by the version before.
    cloud.killPrediction();
    assertThat(iris.predict(Flowers.SETOSA).statusCode()).isEqualTo(503);
    cloud.advance(PERIOD);
    assertStates(StateValue.OK, errors); // 2 of 3
    assertThat(iris.predict(Flowers.SETOSA).statusCode()).isEqualTo(503);
    cloud.advance(Duration.ofMinutes(2));
    assertStates(StateValue.ALARM, errors);

    trained();
    for (int i = 0; i < 3; i++) {
      cloud.advance(PERIOD);
      assertThat(iris.predict(Flowers.SETOSA).statusCode()).isEqualTo(200);
    }
    cloud.advance(PERIOD);
    assertStates(StateValue.OK, failed, errors);
    assertThat(watched.told(failed))
        .containsExactly(red(AlarmKind.PREDICTION_FAILED), over(AlarmKind.PREDICTION_FAILED));
    assertThat(watched.told(errors))
        .containsExactly(red(AlarmKind.API_ERRORS), over(AlarmKind.API_ERRORS));
  }

  /**
   * @param age how many versions are newer
   */
  private void damageScorer(int age) {
    String key = iris.versions().get(age).scorer().key();
    cloud
        .clients()
        .s3
        .putObject(r -> r.bucket(iris.artefactBucket()).key(key), RequestBody.fromString("x"));
  }

  /** A model without a version waits for its pointer: nothing else can answer. */
  @Test
  @Order(5)
  void theApiIsSlowAndThrottled() {
    String slow = watched.alarm(AlarmKind.API_SLOW);
    String throttled = watched.alarm(AlarmKind.API_THROTTLED);
    for (int i = 0; i < 3; i++) {
      assertStates(StateValue.OK, slow); // 3 of 3
      // Together longer than the alarm's 2 s, however fast a new environment is.
      cloud.plant(
          "{'service':'dynamodb','operation':'GetItem','function':'%s','mode':'delay','delay':'PT1.1S','count':2}"
              .formatted(Cloud.names().predictionFunction()));
      cloud.killPrediction();
      int unused = iris.predict(Flowers.SETOSA).statusCode();
      cloud.advance(PERIOD);
    }
    cloud.advance(Duration.ofMinutes(1));
    assertStates(StateValue.ALARM, slow);

    cloud
        .clients()
        .lambda
        .putFunctionConcurrency(
            r ->
                r.functionName(Cloud.names().predictionFunction()).reservedConcurrentExecutions(0));
    assertThat(iris.predict(Flowers.SETOSA).statusCode()).isGreaterThanOrEqualTo(429);
    cloud.advance(Duration.ofMinutes(2));
    assertStates(StateValue.ALARM, throttled);

    cloud
        .clients()
        .lambda
        .deleteFunctionConcurrency(r -> r.functionName(Cloud.names().predictionFunction()));
    for (int i = 0; i < 4; i++) {
      assertThat(iris.predict(Flowers.SETOSA).statusCode()).isEqualTo(200);
      cloud.advance(PERIOD);
    }
    assertStates(StateValue.OK, slow, throttled);
    assertThat(watched.told(slow))
        .containsExactly(amber(AlarmKind.API_SLOW), over(AlarmKind.API_SLOW));
    assertThat(watched.told(throttled))
        .containsExactly(amber(AlarmKind.API_THROTTLED), over(AlarmKind.API_THROTTLED));
  }

  @Test
  @Order(6)
  void messagesThatSlackDoesNotTakeAreKeptAndDeliveredLater() {
    String lost = watched.alarm(AlarmKind.NOTICES_LOST);
    watched.webhook("unset");
    assertThat(cloud.verb("notify", "--test").exit()).isZero();
    cloud.advance(Duration.ofMinutes(4));
    cloud.advance(LOOK);
    assertStates(StateValue.ALARM, lost);
    assertThat(watched.told(lost)).isEmpty();

    watched.webhook(cloud.inboxWebhook());
    cloud.advance(Duration.ofMinutes(5));
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
    cloud.advance(Duration.ofMinutes(20));
    assertStates(StateValue.OK, lost);
    assertThat(watched.told(lost))
        .containsExactly(red(AlarmKind.NOTICES_LOST), over(AlarmKind.NOTICES_LOST));
    assertThat(watched.taken("A test: messages of local arrive")).hasSize(1);
  }

  @Test
  @Order(7)
  void aProbeThatIsStoppedIsMissedWithinTwentyFiveMinutes() {
    String dead = watched.alarm(AlarmKind.PROBE_DEAD);
    String stale = watched.alarm(iris, AlarmKind.STALE);
    assertStates(StateValue.OK, dead, stale);
    int before = watched.told(dead).size();
    Instant stopped = cloud.now();
    cloud.pause(Cloud.names().probeSchedule(), true);
    cloud.advance(Duration.ofMinutes(25));
    assertStates(StateValue.ALARM, dead, stale);
    assertThat(watched.reds(dead).getLast()).isAfter(stopped.plus(PERIOD));

    cloud.pause(Cloud.names().probeSchedule(), false);
    cloud.advance(Duration.ofMinutes(10));
    assertStates(StateValue.OK, dead, stale);
    List<String> told = watched.told(dead);
    assertThat(told.subList(before, told.size()))
        .containsExactly(red(AlarmKind.PROBE_DEAD), over(AlarmKind.PROBE_DEAD));
  }

  /** It cannot count what waits in the queues, and tells all the rest. */
  @Test
  @Order(8)
  void aProbeThatCannotReadEverythingHasTroubleAndIsNotDead() {
    String troubled = watched.alarm(AlarmKind.PROBE_TROUBLED);
    String dead = watched.alarm(AlarmKind.PROBE_DEAD);
    int before = watched.told(troubled).size(); // by the damaged version
    cloud.plant(
        "{'service':'sqs','operation':'*','function':'%s','mode':'error'}"
            .formatted(Cloud.names().probeFunction()));
    cloud.advance(Duration.ofMinutes(9));
    assertStates(StateValue.OK, troubled); // 3 of 3
    cloud.advance(Duration.ofMinutes(8));
    assertStates(StateValue.ALARM, troubled);
    assertStates(StateValue.OK, dead, watched.alarm(iris, AlarmKind.STALE));

    cloud.clearFaults();
    cloud.advance(LOOK);
    assertStates(StateValue.OK, troubled);
    List<String> told = watched.told(troubled);
    assertThat(told.subList(before, told.size()))
        .containsExactly(amber(AlarmKind.PROBE_TROUBLED), over(AlarmKind.PROBE_TROUBLED));
  }

  @Test
  @Order(9)
  void aModelIsStaleBetween36HoursAnd36HoursAndTenMinutes() {
    String stale = watched.alarm(iris, AlarmKind.STALE);
    String overdue = watched.alarm(iris, AlarmKind.OVERDUE);
    trained();
    Instant made = iris.versions().getFirst().committedAt();
    cloud.advance(LOOK);
    int before = watched.changes(stale).size();
    int told = watched.told(stale).size();
    assertStates(StateValue.OK, stale, overdue);

    cloud.advanceTo(made.plus(Duration.ofHours(35).plusMinutes(55)));
    assertStates(StateValue.OK, stale);
    assertThat(watched.changes(stale)).hasSize(before);
    assertThat(watched.told(stale)).hasSize(told);
    assertStates(StateValue.ALARM, overdue);
    assertThat(watched.reds(overdue).getLast())
        .isBetween(
            made.plus(Duration.ofHours(24).plusMinutes(5)),
            made.plus(Duration.ofHours(24).plusMinutes(25)));

    cloud.advanceTo(made.plus(Duration.ofHours(36).plusMinutes(10)));
    assertStates(StateValue.ALARM, stale);
    assertThat(watched.reds(stale).getLast()).isAfter(made.plus(Duration.ofHours(36)));
    assertThat(watched.told(stale).subList(told, told + 1)).containsExactly(red(AlarmKind.STALE));
    assertThat(watched.told(stale)).hasSize(told + 1);

    trained();
    cloud.advance(Duration.ofMinutes(10));
    assertStates(StateValue.OK, stale, overdue);
    assertThat(watched.told(stale).subList(told, told + 2))
        .containsExactly(red(AlarmKind.STALE), over(AlarmKind.STALE));
    assertThat(watched.told(stale)).hasSize(told + 2);
  }

  /** Both count from the deployment, one from six hours later. */
  @Test
  @Order(10)
  void aModelThatNeverHadAVersionIsStaleToo() {
    Instant deployed = watched.deployed();
    assertStale("unfed", deployed);
    cloud.advanceTo(later(cloud.now(), deployed.plus(Duration.ofHours(42).plusMinutes(10))));
    assertStale("graced", deployed.plus(Duration.ofHours(6)));
  }

  @Test
  @Order(11)
  void everyAlarmWasSeenRedAndOver() {
    for (AlarmKind kind : AlarmKind.values()) {
      String name =
          switch (kind.scope()) {
            case STAGE -> watched.alarm(kind);
            case MODEL -> watched.alarm(isOfHasty(kind) ? watched.model("hasty") : iris, kind);
          };
      assertThat(watched.changes(name))
          .as(name)
          .anyMatch(change -> change.to() == StateValue.ALARM)
          .anyMatch(change -> change.from() == StateValue.ALARM && change.to() == StateValue.OK)
          .allMatch(change -> change.reason().contains("evaluatedDatapoints"), "was measured");
    }
  }

  private static boolean isOfHasty(AlarmKind kind) {
    return kind == AlarmKind.TRAINING_SLOW || kind == AlarmKind.SCHEDULE_QUEUE;
  }

  /** What the probe's stop made red is not about its age. */
  private void assertStale(String name, Instant since) {
    String stale = watched.alarm(watched.model(name), AlarmKind.STALE);
    assertStates(StateValue.ALARM, stale);
    assertThat(watched.reds(stale).getLast())
        .isBetween(
            since.plus(Duration.ofHours(36)), since.plus(Duration.ofHours(36).plusMinutes(10)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** All petals of a kind alike. */
  private static String tooGood() {
    StringBuilder csv = new StringBuilder(header());
    List<String> kinds = List.of("setosa", "versicolor", "virginica");
    for (int i = 0; i < 150; i++) {
      int kind = i % 3;
      csv.append(5 + i % 7 / 10.0)
          .append(",3.0,")
          .append(1 + 3 * kind)
          .append(',')
          .append(kind)
          .append(',')
          .append(kinds.get(kind))
          .append('\n');
    }
    return csv.toString();
  }

  /** The shipped flowers, each under another's name. */
  private static String shuffled() throws Exception {
    List<String> lines = Checkout.iris().lines().skip(1).toList();
    List<String> kinds = new ArrayList<>();
    lines.forEach(line -> kinds.add(line.substring(line.lastIndexOf(',') + 1)));
    Collections.shuffle(kinds, new Random(42));
    StringBuilder csv = new StringBuilder(header());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      csv.append(line, 0, line.lastIndexOf(',') + 1).append(kinds.get(i)).append('\n');
    }
    return csv.toString();
  }

  private static String header() {
    return "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),species\n";
  }

  private VersionId trained() {
    return iris.train("{}").version().orElseThrow();
  }

  private double accuracy() {
    return accuracy(iris.versions().getFirst());
  }

  private static double accuracy(ModelVersion version) {
    return Objects.requireNonNull(version.metrics().get(VersionMetric.ACCURACY));
  }

  private double weekMean() {
    return iris.versions().stream().mapToDouble(AlarmsIT::accuracy).average().orElseThrow();
  }

  private void assertStates(StateValue state, String... alarms) {
    assertThat(Stream.of(alarms).filter(alarm -> watched.state(alarm) != state))
        .as("not %s", state)
        .isEmpty();
  }

  private static String red(AlarmKind kind) {
    return ":red_circle: " + title(kind);
  }

  private static String amber(AlarmKind kind) {
    return ":large_orange_circle: " + title(kind);
  }

  private static String over(AlarmKind kind) {
    return kind.tellsEvents()
        ? ":white_circle: No more of it: " + title(kind)
        : ":large_green_circle: Over: " + title(kind);
  }

  private static String title(AlarmKind kind) {
    return kind.title() + (kind.scope() == Scope.MODEL ? ": iris" : "");
  }
}
