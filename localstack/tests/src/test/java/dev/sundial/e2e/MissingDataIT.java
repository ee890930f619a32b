package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * AWS's own tables of how alarms treat missing data, row by row, by a template that somebody wrote
 * by hand and by data that is put.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How
 *     alarm state is evaluated when data is missing</a>
 */
@ExtendWith(CloudExtension.class)
@Tag(Cloud.LOCAL)
final class MissingDataIT {
  private static final String STACK = "by-hand";
  private static final String NAMESPACE = "ByHand";
  private static final List<String> TREATMENTS =
      List.of("missing", "ignore", "breaching", "notBreaching");

  /** Of 3 datapoints evaluated, 3 or 2 must breach; the five that are retrieved, oldest first. */
  private static final List<Row> TABLES =
      List.of(
          new Row(3, "0-X-X", "OK OK OK OK"),
          new Row(3, "----0", "OK OK OK OK"),
          new Row(3, "-----", "INSUFFICIENT_DATA INSUFFICIENT_DATA ALARM OK"),
          new Row(3, "0XX-X", "ALARM ALARM ALARM ALARM"),
          new Row(3, "--X--", "ALARM INSUFFICIENT_DATA ALARM OK"),
          new Row(2, "0-X-X", "ALARM ALARM ALARM ALARM"),
          new Row(2, "00X0X", "ALARM ALARM ALARM ALARM"),
          new Row(2, "0-X--", "OK OK ALARM OK"),
          new Row(2, "----0", "OK OK ALARM OK"),
          new Row(2, "---X-", "ALARM INSUFFICIENT_DATA ALARM OK"));

  private final Cloud cloud;

  MissingDataIT(WatchedCloud watched) {
    this.cloud = watched.cloud();
  }

  /**
   * A row of a table.
   *
   * @param states by treatment; what is retained is the first state there is, INSUFFICIENT_DATA
   */
  private record Row(int datapoints, String data, String states) {
    String metric() {
      return "Row-" + datapoints + "-" + data;
    }

    String alarm(String treatment) {
      return "by-hand-" + datapoints + "-" + data + "-" + treatment;
    }
  }

  @Test
  void isAsAwsTells(@TempDir Path folder) throws Exception {
    EditedTemplates beside = new EditedTemplates(cloud.templates(), folder.resolve("cdk.out"));
    beside.add(STACK, template());
    Instant minute = cloud.now().truncatedTo(ChronoUnit.MINUTES).plus(10, ChronoUnit.MINUTES);
    cloud.advanceTo(minute.minusSeconds(59));
    putData(minute);
    cloud.deploy(beside.folder());
    assertThat(cloud.now()).as("before the first evaluation").isBefore(minute);
    cloud.advanceTo(minute.plusSeconds(1));

    Map<String, StateValue> states = new LinkedHashMap<>();
    cloud
        .clients()
        .cloudWatch
        .describeAlarmsPaginator(r -> r.alarmNamePrefix("by-hand-"))
        .metricAlarms()
        .forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValue()));
    Map<String, StateValue> expected = new LinkedHashMap<>();
    for (Row row : TABLES) {
      String[] told = row.states().split(" ", -1);
      for (int i = 0; i < told.length; i++) {
        expected.put(row.alarm(TREATMENTS.get(i)), StateValue.fromValue(told[i]));
      }
    }
    assertThat(states).containsExactlyInAnyOrderEntriesOf(expected);
    cloud.deploy(cloud.templates());
  }

  private void putData(Instant end) {
    List<MetricDatum> data = new ArrayList<>();
    for (Row row : TABLES) {
      for (int i = 0; i < row.data().length(); i++) {
        char point = row.data().charAt(i);
        if (point != '-') {
          data.add(
              MetricDatum.builder()
                  .metricName(row.metric())
                  .timestamp(end.minus(row.data().length() - i, ChronoUnit.MINUTES))
                  .value(point == 'X' ? 1.0 : 0.0)
                  .build());
        }
      }
    }
    cloud.clients().cloudWatch.putMetricData(r -> r.namespace(NAMESPACE).metricData(data));
  }

  private static ObjectNode template() {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    ObjectNode resources = template.putObject("Resources");
    for (Row row : TABLES) {
      for (String treatment : TREATMENTS) {
        ObjectNode alarm = resources.putObject("Alarm" + resources.size());
        alarm.put("Type", "AWS::CloudWatch::Alarm");
        alarm
            .putObject("Properties")
            .put("AlarmName", row.alarm(treatment))
            .put("Namespace", NAMESPACE)
            .put("MetricName", row.metric())
            .put("Statistic", "Maximum")
            .put("Period", 60)
            .put("EvaluationPeriods", 3)
            .put("DatapointsToAlarm", row.datapoints())
            .put("Threshold", 0.5)
            .put("ComparisonOperator", "GreaterThanThreshold")
            .put("TreatMissingData", treatment);
      }
    }
    return template;
  }
}
