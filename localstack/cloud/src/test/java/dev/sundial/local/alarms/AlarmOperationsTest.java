package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.testing.SentRequest;
import dev.sundial.local.wire.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmOperationsTest {
  private static final String ALARM =
      "{'AlarmName':'a','Namespace':'Mine','MetricName':'M','Statistic':'Sum','Period':60,"
          + "'EvaluationPeriods':3,'DatapointsToAlarm':2,'Threshold':5.5,"
          + "'ComparisonOperator':'GreaterThanOrEqualToThreshold',"
          + "'AlarmActions':['arn:aws:sns:us-east-1:000000000000:news']}";

  private final AlarmBench bench = new AlarmBench();
  private final Map<String, Operation> operations = AlarmOperations.table(bench.alarms);

  private JsonNode call(String operation, String input) {
    return call(operation, AlarmBench.object(input));
  }

  private JsonNode call(String operation, ObjectNode input) {
    try {
      JsonNode output =
          Objects.requireNonNull(operations.get(operation))
              .apply(input, SentRequest.rest("POST", "/", ""));
      return output == null ? MissingNode.getInstance() : output;
    } catch (AwsError e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names(String input) {
    JsonNode output = call("DescribeAlarms", input);
    return output.findValuesAsText("AlarmName");
  }

  @Test
  void describesWhatWasPut() {
    call("PutMetricAlarm", ALARM);
    JsonNode alarm = call("DescribeAlarms", "{}").path("MetricAlarms").path(0);

    assertThat(alarm.path("AlarmArn").asText())
        .isEqualTo("arn:aws:cloudwatch:us-east-1:000000000000:alarm:a");
    assertThat(alarm.path("Threshold").asDouble()).isEqualTo(5.5);
    assertThat(alarm.path("DatapointsToAlarm").asInt()).isEqualTo(2);
    assertThat(alarm.path("StateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(alarm.has("TreatMissingData")).isFalse();
    assertThat(alarm.path("StateUpdatedTimestamp").asText()).isEqualTo("2026-11-20T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Period':60 | 'Period':61 | InvalidParameterValueException | Period must be",
        "'Period':60 | 'Period':30 | ValidationError | below 60 is not implemented",
        "'Period':60 | 'Period':86400,'Unit':'Count' | none | none",
        "'EvaluationPeriods':3 | 'EvaluationPeriods':1441 | InvalidParameterValueException | a day",
        "'EvaluationPeriods':3 | 'EvaluationPeriods':1440 | none | none",
        "'EvaluationPeriods':3 | 'EvaluationPeriods':0 | InvalidParameterValueException | at least 1",
        "'DatapointsToAlarm':2 | 'DatapointsToAlarm':4 | InvalidParameterValueException | from 1 to",
        "'Statistic':'Sum' | 'Statistic':'Most' | InvalidParameterValueException | Statistic",
        "'Statistic':'Sum' | 'ExtendedStatistic':'p99.9' | none | none",
        "'Statistic':'Sum' | 'ExtendedStatistic':'p101' | ValidationError | percentiles",
        "'Threshold':5.5, | | MissingRequiredParameterException | Threshold",
        "'Threshold':5.5 | 'Threshold':'NaN' | InvalidParameterValueException | must be a number",
        "GreaterThanOrEqualToThreshold | GreaterThanUpperThreshold | ValidationError | anomaly",
        "'Statistic':'Sum' | 'Statistic':'Sum','TreatMissingData':'skip' | InvalidParameterValueException | Treat",
        "arn:aws:sns: | arn:aws:ec2: | InvalidParameterValueException | only topics",
        "'AlarmName':'a' | 'AlarmName':'a\\u0007' | InvalidParameterValueException | control",
        "'AlarmName':'a' | 'AlarmName':'a\\u007f' | InvalidParameterValueException | control",
      })
  void checksWhatIsPut(String from, @Nullable String to, String code, String message) {
    String input = ALARM.replace(from, to == null ? "" : to);
    if (code.equals("none")) {
      call("PutMetricAlarm", input);
      assertThat(names("{}")).containsExactly("a");
      return;
    }
    assertThatThrownBy(() -> call("PutMetricAlarm", input))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void longPeriodsMayCoverAWeek() {
    String hourly = ALARM.replace("'Period':60", "'Period':3600");
    call("PutMetricAlarm", hourly.replace("'EvaluationPeriods':3", "'EvaluationPeriods':168"));
    assertThatThrownBy(
            () ->
                call(
                    "PutMetricAlarm",
                    hourly.replace("'EvaluationPeriods':3", "'EvaluationPeriods':169")))
        .hasMessageContaining("7 days");
  }

  @Test
  void refusesMembersThatNothingReads() {
    assertThatThrownBy(
            () ->
                call(
                    "PutMetricAlarm",
                    ALARM.replace("'Period'", "'ThresholdMetricId':'x','Period'")))
        .hasMessageContaining("ThresholdMetricId");
  }

  @Test
  void findsAlarmsByNamePrefixStateActionAndKin() {
    call("PutMetricAlarm", ALARM);
    call("PutMetricAlarm", ALARM.replace("'a'", "'ab'").replace(":news", ":other"));
    call("PutCompositeAlarm", "{'AlarmName':'c','AlarmRule':'ALARM(a)'}");

    assertThat(names("{}")).containsExactly("a", "ab");
    assertThat(names("{'AlarmTypes':['CompositeAlarm','MetricAlarm']}"))
        .containsExactly("a", "ab", "c");
    assertThat(names("{'AlarmNames':['ab','none']}")).containsExactly("ab");
    assertThat(names("{'AlarmNamePrefix':'ab'}")).containsExactly("ab");
    assertThat(names("{'StateValue':'OK'}")).isEmpty();
    assertThat(names("{'ActionPrefix':'arn:aws:sns:us-east-1:000000000000:o'}"))
        .containsExactly("ab");
    assertThat(names("{'ChildrenOfAlarmName':'c'}")).containsExactly("a");
    assertThat(names("{'ParentsOfAlarmName':'a'}")).containsExactly("c");
  }

  @Test
  void tellsAlarmsInPages() {
    for (String name : List.of("a", "b", "c")) {
      call("PutMetricAlarm", ALARM.replace("'a'", "'" + name + "'"));
    }
    JsonNode first = call("DescribeAlarms", "{'MaxRecords':2}");
    assertThat(first.findValuesAsText("AlarmName")).containsExactly("a", "b");
    assertThat(names("{'MaxRecords':2,'NextToken':'" + first.path("NextToken").asText() + "'}"))
        .containsExactly("c");
  }

  @Test
  void tellsTheHistoryNewestFirstInPages() {
    call("PutMetricAlarm", ALARM);
    bench.advance(Duration.ofMinutes(1));
    call("SetAlarmState", "{'AlarmName':'a','StateValue':'ALARM','StateReason':'a drill'}");

    JsonNode first = call("DescribeAlarmHistory", "{'AlarmName':'a','MaxRecords':2}");
    assertThat(first.findValuesAsText("HistorySummary"))
        .containsExactly(
            "Successfully executed action arn:aws:sns:us-east-1:000000000000:news",
            "Alarm updated from INSUFFICIENT_DATA to ALARM");
    JsonNode second =
        call("DescribeAlarmHistory", "{'NextToken':'" + first.path("NextToken").asText() + "'}");
    assertThat(second.findValuesAsText("HistorySummary")).containsExactly("Alarm \"a\" created");
    assertThat(second.has("NextToken")).isFalse();
    assertThat(
            call(
                    "DescribeAlarmHistory",
                    "{'ScanBy':'TimestampAscending','HistoryItemType':'StateUpdate'}")
                .findValuesAsText("HistoryData"))
        .containsExactly(
            "{\"version\":\"1.0\",\"oldState\":{\"stateValue\":\"INSUFFICIENT_DATA\",\"stateReason\":\"Unchecked:"
                + " Initial alarm creation\"},\"newState\":{\"stateValue\":\"ALARM\",\"stateReason\":\"a drill\"}}");
    assertThat(
            call(
                    "DescribeAlarmHistory",
                    "{'StartDate':'2026-11-20T12:00:30Z','EndDate':1795176061}")
                .path("AlarmHistoryItems"))
        .hasSize(2);
  }

  @Test
  void publishesCloudWatchsMessage() {
    call("PutMetricAlarm", ALARM);
    call("SetAlarmState", "{'AlarmName':'a','StateValue':'ALARM','StateReason':'a drill'}");

    assertThat(bench.actions.published.getFirst().message())
        .isEqualTo(
            "{\"AlarmName\":\"a\",\"AlarmDescription\":null,\"AWSAccountId\":\"000000000000\","
                + "\"AlarmConfigurationUpdatedTimestamp\":\"2026-11-20T12:00:00.000+0000\","
                + "\"NewStateValue\":\"ALARM\",\"NewStateReason\":\"a drill\","
                + "\"StateChangeTime\":\"2026-11-20T12:00:00.000+0000\",\"Region\":\"US East (N. Virginia)\","
                + "\"AlarmArn\":\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:a\","
                + "\"OldStateValue\":\"INSUFFICIENT_DATA\",\"OKActions\":[],"
                + "\"AlarmActions\":[\"arn:aws:sns:us-east-1:000000000000:news\"],\"InsufficientDataActions\":[],"
                + "\"Trigger\":{\"MetricName\":\"M\",\"Namespace\":\"Mine\",\"StatisticType\":\"Statistic\","
                + "\"Statistic\":\"SUM\",\"Unit\":null,\"Dimensions\":[],\"Period\":60,\"EvaluationPeriods\":3,"
                + "\"DatapointsToAlarm\":2,\"ComparisonOperator\":\"GreaterThanOrEqualToThreshold\","
                + "\"Threshold\":5.5,\"TreatMissingData\":\"\",\"EvaluateLowSampleCountPercentile\":\"\"}}");
  }

  @Test
  void refusesStatesAndDataThatAreNone() {
    call("PutMetricAlarm", ALARM);
    String set = "{'AlarmName':'a','StateValue':'ALARM','StateReason':'x','StateReasonData':'{'}";
    assertThatThrownBy(() -> call("SetAlarmState", set))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidFormatFault"));
    assertThatThrownBy(
            () -> call("SetAlarmState", set.replace("'a'", "'b'").replace("'{'", "'{}'")))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFound"));
    assertThatThrownBy(() -> call("SetAlarmState", set.replace("ALARM", "RED")))
        .hasMessageContaining("RED");
  }

  @Test
  void takesNamesOutsideAsciiAndTellsThemInAsciiSubjects() {
    call("PutMetricAlarm", ALARM.replace("'a'", "'zu älter ☃'"));
    call("PutCompositeAlarm", "{'AlarmName':'c','AlarmRule':'ALARM(zu älter ☃)'}");
    call("SetAlarmState", "{'AlarmName':'zu älter ☃','StateValue':'ALARM','StateReason':'x'}");

    assertThat(names("{}")).containsExactly("zu älter ☃");
    assertThat(bench.state("c")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.actions.subjects())
        .containsExactly("ALARM: \"zu ?lter ?\" in US East (N. Virginia)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "7", "null", "'a text'", "{'k':[1]}", " {} "})
  void takesReasonDataOfAnyKindOfJson(String data) {
    call("PutMetricAlarm", ALARM);
    String json = data.replace('\'', '"');
    setState(json);

    assertThat(bench.state("a")).isEqualTo(AlarmState.ALARM);
    assertThat(bench.actions.published).hasSize(1);
    assertThat(bench.events).hasSize(1);
    assertThat(bench.alarms.history().get(1).getValue().data())
        .endsWith("\"stateReasonData\":" + json.strip() + "}}");
  }

  @Test
  void refusesReasonDataThatIsTooLongBeforeAnythingChanges() {
    call("PutMetricAlarm", ALARM);
    assertThatThrownBy(() -> setState("\"" + "x".repeat(3999) + "\""))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValueException"));
    assertThat(bench.state("a")).isEqualTo(AlarmState.INSUFFICIENT_DATA);

    setState("\"" + "x".repeat(3998) + "\"");
    assertThat(bench.state("a")).isEqualTo(AlarmState.ALARM);
  }

  private void setState(String data) {
    ObjectNode input =
        AlarmBench.object("{'AlarmName':'a','StateValue':'ALARM','StateReason':'x'}");
    call("SetAlarmState", input.put("StateReasonData", data));
  }

  @Test
  void deletesManyMetricAlarmsAndOneCompositeAndPassesOverWrongNames() {
    for (String name : List.of("a", "b")) {
      call("PutMetricAlarm", ALARM.replace("'a'", "'" + name + "'"));
    }
    call("PutCompositeAlarm", "{'AlarmName':'c','AlarmRule':'ALARM(a)'}");
    call("PutCompositeAlarm", "{'AlarmName':'d','AlarmRule':'TRUE'}");

    assertThatThrownBy(() -> call("DeleteAlarms", "{'AlarmNames':['c','d']}"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ValidationError"));
    assertThat(bench.alarms.all()).hasSize(4);
    call("DeleteAlarms", "{'AlarmNames':['a','none','b','c','c']}");
    assertThat(bench.alarms.all()).extracting(StoredAlarm::name).containsExactly("d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m1 +* 2 | Unexpected token",
        "m9 * 2 | Unknown identifier 'm9'",
        "avg(m1) | Unsupported function 'avg'",
        "AVG(m1) | not a Scalar",
        "METRICS() | single time series",
        "e1 + 1 | Circular",
        "SEARCH('x', 'Sum') | SEARCH",
        "ANOMALY_DETECTION_BAND(m1, 2) | does not implement the function ANOMALY_DETECTION_BAND",
        "SELECT MAX(M) FROM Mine | does not implement Metrics Insights",
      })
  void refusesExpressionsThatCouldNeverBeEvaluated(String expression, String why) {
    assertThatThrownBy(() -> call("PutMetricAlarm", math(expression))).hasMessageContaining(why);
    assertThat(bench.problems("AWS::CloudWatch::Alarm", math(expression)))
        .singleElement()
        .asString()
        .contains(why);
    assertThat(bench.alarms.all()).isEmpty();
  }

  @Test
  void passesEveryMetricToAnExpressionAndTheUnit() {
    call("PutMetricAlarm", math("SUM(METRICS())"));
    call("PutMetricAlarm", ALARM.replace("'Period'", "'Unit':'Bytes','Period'"));

    Alarm.Metric math = (Alarm.Metric) bench.alarms.find("math").orElseThrow().alarm();
    assertThat(((MetricQuery.Math) math.watched().query()).inputs().keySet())
        .containsExactly("m1", "m2");
    Alarm.Metric one = (Alarm.Metric) bench.alarms.find("a").orElseThrow().alarm();
    assertThat(((MetricQuery.Stat) one.watched().query()).unit()).contains("Bytes");
    assertThatThrownBy(
            () -> call("PutMetricAlarm", ALARM.replace("'Period'", "'Unit':'Miles','Period'")))
        .hasMessageContaining("Miles");
  }

  private static String math(String expression) {
    String stat =
        "'MetricStat':{'Metric':{'Namespace':'Mine','MetricName':'M'},'Period':60,'Stat':'Sum'}";
    return "{'AlarmName':'math','EvaluationPeriods':1,'Threshold':1,"
        + "'ComparisonOperator':'GreaterThanThreshold','Metrics':["
        + "{'Id':'m1','ReturnData':false,"
        + stat
        + "},{'Id':'m2','ReturnData':false,"
        + stat
        + "},{'Id':'e1','Expression':'"
        + expression.replace("'", "\\u0027")
        + "'}]}";
  }

  @Test
  void countsTheSamplesOfTheEvaluatedPeriodsOnly() {
    call(
        "PutMetricAlarm",
        ALARM
            .replace("'Statistic':'Sum'", "'ExtendedStatistic':'p50'")
            .replace("'DatapointsToAlarm':2", "'EvaluateLowSampleCountPercentile':'ignore'"));
    for (int minute = 1; minute <= 5; minute++) {
      for (int i = 0; i < 6; i++) {
        bench.metrics.put(AlarmBench.START.minusSeconds(60L * minute).plusSeconds(i), 9);
      }
    }
    bench.advance(Duration.ofMinutes(1));

    assertThat(bench.state("a")).isEqualTo(AlarmState.INSUFFICIENT_DATA);
    for (int i = 0; i < 30; i++) {
      bench.metrics.put(AlarmBench.START.minusSeconds(60 - i), 9);
    }
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.state("a")).isEqualTo(AlarmState.ALARM);
  }

  @Test
  void namesMetricsInsightsWithoutAnyMetricToo() {
    String alarm =
        "{'AlarmName':'a','EvaluationPeriods':1,'Threshold':1,'ComparisonOperator':"
            + "'GreaterThanThreshold','Metrics':[{'Id':'q','Period':60,"
            + "'Expression':'SELECT MAX(M) FROM Mine'}]}";
    assertThatThrownBy(() -> call("PutMetricAlarm", alarm))
        .hasMessageContaining("does not implement Metrics Insights");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Id':'e1'; 'Id':'e1','Period':300; e1 has 300",
        "'Id':'m1'; 'Id':'m1','Period':300; m1 has 300",
        "'Id':'e1'; 'Id':'e1','Period':60; none",
        "'Id':'m1'; 'Id':'m1','Period':60; none"
      })
  void refusesAPeriodOtherThanThatOfTheMetrics(String row) {
    String[] parts = row.split("; ");
    String alarm = math("m1 * 2").replace(parts[0], parts[1]);
    assertThat(alarm).contains(parts[1]);
    if (parts[2].equals("none")) {
      call("PutMetricAlarm", alarm);
      return;
    }
    assertThatThrownBy(() -> call("PutMetricAlarm", alarm)).hasMessageContaining(parts[2]);
  }

  @Test
  void refusesTokensThatAreMadeUp() {
    for (String operation : List.of("DescribeAlarms", "DescribeAlarmHistory")) {
      for (String token : List.of("cnViYmlzaA==", "000000000000000-000000")) {
        assertThatThrownBy(() -> call(operation, "{'NextToken':'" + token + "'}"))
            .isInstanceOfSatisfying(
                AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidNextToken"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:mine", "AWS:mine"})
  void refusesTagKeysOfAws(String key) {
    String tags = "'Tags':[{'Key':'" + key + "','Value':'v'}]";
    assertThatThrownBy(() -> call("PutMetricAlarm", ALARM.replace("'Period'", tags + ",'Period'")))
        .hasMessageContaining(key);
    call("PutMetricAlarm", ALARM.replace("'Period'", tags.replace(":mine", "mine") + ",'Period'"));
    String arn = "'ResourceARN':'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a'";
    assertThatThrownBy(() -> call("TagResource", "{" + arn + "," + tags + "}"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValueException"));
    assertThat(call("ListTagsForResource", "{" + arn + "}").path("Tags")).hasSize(1);
  }

  @Test
  void keepsTags() {
    call("PutMetricAlarm", ALARM.replace("'Period'", "'Tags':[{'Key':'k','Value':'v'}],'Period'"));
    String arn = "'ResourceARN':'arn:aws:cloudwatch:us-east-1:000000000000:alarm:a'";
    call("TagResource", "{" + arn + ",'Tags':[{'Key':'l','Value':'w'}]}");
    call("UntagResource", "{" + arn + ",'TagKeys':['k']}");

    assertThat(call("ListTagsForResource", "{" + arn + "}").toString())
        .isEqualTo("{\"Tags\":[{\"Key\":\"l\",\"Value\":\"w\"}]}");
    assertThatThrownBy(() -> call("ListTagsForResource", "{" + arn.replace(":a'", ":b'") + "}"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void refusesAtDeployWhatNothingEmits() {
    String own = ALARM.replace("'Mine'", "'Sundial'");
    assertThat(bench.problems("AWS::CloudWatch::Alarm", own))
        .containsExactly(
            "stack/Alarm.MetricName names a metric that no function emits: Sundial M []");
    assertThat(bench.problems("AWS::CloudWatch::Alarm", ALARM.replace("'Mine'", "'AWS/Lambda'")))
        .singleElement()
        .asString()
        .contains("nothing here emits: AWS/Lambda M");
    assertThat(
            bench.problems(
                "AWS::CloudWatch::CompositeAlarm",
                "{'AlarmRule':'ALARM(','ActionsSuppressor':'a'}"))
        .containsExactly(
            "stack/Alarm.AlarmRule expected ) at character 7",
            "stack/Alarm.ActionsSuppressor is not implemented");
  }
}
