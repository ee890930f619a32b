package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.lifecycle.RunId;
import dev.sundial.registry.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** What the probe and the sweep do besides looking: send what waits, remind, and tidy up. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Cloud.LOCAL)
final class HouseworkIT {
  private static final String NAMESPACE = "Reminded";

  private final WatchedCloud watched;
  private final Cloud cloud;
  private final Model iris;

  HouseworkIT(WatchedCloud watched) {
    this.watched = watched;
    this.cloud = watched.cloud();
    this.iris = watched.model("iris");
  }

  @BeforeAll
  void train() throws Exception {
    iris.put("iris.csv", Checkout.iris());
    assertThat(iris.train("{}").version()).isPresent();
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
    cloud.pause(Cloud.names().probeSchedule(), false);
  }

  @Test
  void anEventThatCouldNotBeSentIsSentByTheNextProbeOnce() {
    cloud.plant(
        "{'service':'events','operation':'PutEvents','function':'%s','mode':'error'}"
            .formatted(iris.function()));
    try {
      var unused = iris.train("{}");
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("the bus could not take ModelPromoted");
    }
    assertThat(iris.pointer().hasUnannounced()).isTrue();
    long sequence = iris.pointer().sequence();
    String id = "iris-" + sequence;
    cloud.settle();
    assertThat(sent(id)).isZero();

    cloud.advance(Duration.ofMinutes(11));
    assertThat(iris.pointer().hasUnannounced()).isFalse();
    assertThat(sent(id)).isEqualTo(1);
    assertThat(watched.taken("id " + id + "\"")).hasSize(1);
  }

  private long sent(String id) {
    return cloud.listener().heard("iris", "id", List.of()).stream()
        .filter(detail -> detail.get("id").asText().equals(id))
        .count();
  }

  /** The digest is due at 08:00: what went red at 11:59 the day before is in it. */
  @Test
  void theDigestTellsWhatIsRedForMoreThanTwentyHours() {
    cloud.pause(Cloud.names().probeSchedule(), true);
    Instant noon = cloud.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
    if (cloud
        .now()
        .isAfter(noon.minus(1, ChronoUnit.HOURS))) { // the probe has to be missed by then
      noon = noon.plus(1, ChronoUnit.DAYS);
    }
    String longer = Cloud.names().shared("red-20-h-01-m");
    String shorter = Cloud.names().shared("red-19-h-59-m");
    watch(longer);
    watch(shorter);
    cloud.advanceTo(noon.minus(2, ChronoUnit.MINUTES).plusSeconds(10));
    measure(longer);
    cloud.advanceTo(noon.plusSeconds(10));
    measure(shorter);
    cloud.advanceTo(noon.plus(2, ChronoUnit.MINUTES));
    assertThat(watched.reds(longer).getLast().truncatedTo(ChronoUnit.MINUTES))
        .isEqualTo(noon.minus(1, ChronoUnit.MINUTES));
    assertThat(watched.reds(shorter).getLast().truncatedTo(ChronoUnit.MINUTES))
        .isEqualTo(noon.plus(1, ChronoUnit.MINUTES));
    int before = watched.taken("Still red after").size();

    cloud.advanceTo(noon.plus(20, ChronoUnit.HOURS).minusSeconds(1));
    assertThat(watched.taken("Still red after")).hasSize(before);
    cloud.advanceTo(noon.plus(20, ChronoUnit.HOURS).plusSeconds(5));
    assertThat(watched.taken("Still red after")).hasSize(before + 1);
    String digest = lastDigest();
    assertThat(digest).contains(longer).doesNotContain(shorter);
    // The probe was not heard of since before noon.
    assertThat(digest).contains(AlarmKind.PROBE_DEAD.title());
    cloud.clients().cloudWatch.deleteAlarms(r -> r.alarmNames(longer, shorter));
  }

  private String lastDigest() {
    for (JsonNode message : cloud.page("slack.json?limit=5000").get("messages")) {
      String text = message.get("message").toString();
      if (text.contains("Still red after")) {
        return text;
      }
    }
    throw new IllegalStateException("there is no digest");
  }

  /** Once red, it stays so. */
  private void watch(String alarm) {
    cloud
        .clients()
        .cloudWatch
        .putMetricAlarm(
            r ->
                r.alarmName(alarm)
                    .namespace(NAMESPACE)
                    .metricName(alarm)
                    .statistic(Statistic.MAXIMUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(0.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData("ignore"));
  }

  private void measure(String metric) {
    cloud
        .clients()
        .cloudWatch
        .putMetricData(
            r ->
                r.namespace(NAMESPACE)
                    .metricData(MetricDatum.builder().metricName(metric).value(1.0).build()));
  }

  @Test
  void theSweepRemovesLeftoversOfSevenDaysForGoodAndNothingThatIsCommitted() {
    cloud.pause(Cloud.names().probeSchedule(), true);
    TreeSet<String> committed = objects();
    assertThat(committed).isNotEmpty();
    cloud.plant(
        "{'service':'dynamodb','operation':'TransactWriteItems','function':'%s','mode':'kill-before','count':3}"
            .formatted(iris.function()));
    RunId unused = iris.sendNewest();
    cloud.advance(Duration.ofMinutes(5));
    cloud.clearFaults();
    Instant left = cloud.now();
    TreeSet<String> all = objects();
    TreeSet<String> leftovers = new TreeSet<>(all);
    leftovers.removeAll(committed);
    assertThat(leftovers).isNotEmpty();

    cloud.advanceTo(left.plus(Duration.ofDays(7)).minus(Duration.ofMinutes(10)));
    assertThat(sweep().get("removedObjects").asInt()).isZero();
    assertThat(objects()).isEqualTo(all);

    cloud.advanceTo(left.plus(Duration.ofDays(7)).plusSeconds(1));
    assertThat(sweep().get("removedObjects").asInt()).isEqualTo(leftovers.size());
    assertThat(objects()).isEqualTo(committed);
    assertThat(sweep().get("removedObjects").asInt()).isZero();
    assertThat(objects()).isEqualTo(committed);
    for (ModelVersion version : iris.versions()) {
      assertThat(committed).anyMatch(object -> object.startsWith(version.scorer().key() + " "));
    }
  }

  /** Every version of every object of the model. */
  private TreeSet<String> objects() {
    TreeSet<String> objects = new TreeSet<>();
    for (ObjectVersion version :
        cloud
            .clients()
            .s3
            .listObjectVersionsPaginator(
                r -> r.bucket(iris.artefactBucket()).prefix("models/iris/"))
            .versions()) {
      objects.add(version.key() + " " + version.versionId());
    }
    return objects;
  }

  private JsonNode sweep() {
    return Cloud.parse(
        cloud
            .clients()
            .lambda
            .invoke(r -> r.functionName(Cloud.names().sweepFunction()))
            .payload()
            .asUtf8String());
  }
}
