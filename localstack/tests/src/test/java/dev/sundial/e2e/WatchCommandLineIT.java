package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.e2e.AwsCommandLine.Said;
import dev.sundial.metrics.VersionMetric;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What watches, read and written by every {@code aws} on the path. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Cloud.LOCAL)
final class WatchCommandLineIT {
  private static final String TOPIC =
      "arn:aws:sns:us-east-1:000000000000:" + Cloud.names().alertTopic();

  private final WatchedCloud watched;
  private final Cloud cloud;
  private final Model iris;

  WatchCommandLineIT(WatchedCloud watched) {
    this.watched = watched;
    this.cloud = watched.cloud();
    this.iris = watched.model("iris");
  }

  static List<Path> clis() {
    List<Path> clis = AwsCommandLine.clis();
    Assumptions.assumeFalse(clis.isEmpty(), "there is no aws on the path");
    return clis;
  }

  @BeforeAll
  void train() throws Exception {
    iris.put("iris.csv", Checkout.iris());
    assertThat(iris.train("{}").version()).isPresent();
    cloud.advance(Duration.ofMinutes(11));
  }

  private static String[] statisticsOfAccuracy(String... asked) {
    Stream<String> command =
        Stream.of(
            "cloudwatch",
            "get-metric-statistics",
            "--namespace",
            "Sundial",
            "--metric-name",
            "TestAccuracy",
            "--dimensions",
            "Name=Stage,Value=local",
            "Name=Model,Value=iris",
            "--period",
            "60");
    return Stream.concat(command, Stream.of(asked)).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("clis")
  void readsMetrics(Path cli) {
    double accuracy =
        iris.versions().getFirst().metrics().getOrDefault(VersionMetric.ACCURACY, 0.0);
    Instant end = cloud.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    String[] window = {
      "--start-time", end.minus(6, ChronoUnit.MINUTES).toString(), "--end-time", end.toString()
    };
    JsonNode statistics =
        json(cli, window, statisticsOfAccuracy("--statistics", "Maximum", "SampleCount"));
    assertThat(statistics.at("/Datapoints/0/Maximum").asDouble()).isEqualTo(accuracy);
    assertThat(statistics.at("/Datapoints/0/SampleCount").asDouble()).isEqualTo(1);
    JsonNode percentiles = json(cli, window, statisticsOfAccuracy("--extended-statistics", "p90"));
    assertThat(percentiles.at("/Datapoints/0/ExtendedStatistics/p90").asDouble())
        .isEqualTo(accuracy);

    String stat =
        """
        {"Id":"a","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"Sundial",
          "MetricName":"TestAccuracy","Dimensions":[{"Name":"Stage","Value":"local"},
          {"Name":"Model","Value":"iris"}]},"Period":60,"Stat":"Maximum"}}""";
    JsonNode data =
        json(
            cli,
            window,
            "cloudwatch",
            "get-metric-data",
            "--metric-data-queries",
            "[" + stat + ",{\"Id\":\"twice\",\"Expression\":\"a * 2\",\"Label\":\"double\"}]");
    assertThat(data.at("/MetricDataResults/0/Label").asText()).isEqualTo("double");
    assertThat(data.at("/MetricDataResults/0/Values/0").asDouble()).isEqualTo(accuracy * 2);

    JsonNode metrics =
        json(
            cli,
            "cloudwatch",
            "list-metrics",
            "--namespace",
            "Sundial",
            "--dimensions",
            "Name=Model,Value=iris",
            "--query",
            "Metrics[].MetricName");
    assertThat(metrics.toString())
        .contains("ModelAgeHours", "TestAccuracy", "WeekAccuracy", "OverdueHours", "DataRows");
    assertThat(metrics.size()).isLessThanOrEqualTo(12);
  }

  @ParameterizedTest
  @MethodSource("clis")
  void readsAlarmsAndDashboards(Path cli) {
    String stale = watched.alarm(iris, AlarmKind.STALE);
    JsonNode alarm =
        json(cli, "cloudwatch", "describe-alarms", "--alarm-names", stale).at("/MetricAlarms/0");
    assertThat(alarm.get("Threshold").asDouble()).isEqualTo(36);
    assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("breaching");
    assertThat(alarm.get("AlarmActions").toString()).contains(TOPIC);
    JsonNode composite =
        json(
            cli,
            "cloudwatch",
            "describe-alarms",
            "--alarm-types",
            "CompositeAlarm",
            "--query",
            "CompositeAlarms[].AlarmName");
    assertThat(composite.toString()).contains("sundial-local-iris-health");
    JsonNode body =
        Cloud.parse(
            json(
                    cli,
                    "cloudwatch",
                    "get-dashboard",
                    "--dashboard-name",
                    Cloud.names().dashboard(iris.name()))
                .get("DashboardBody")
                .asText());
    assertThat(body.get("widgets").size()).isGreaterThan(5);
  }

  /** An alarm of its own, on data of its own, is also set by hand, which its data then ends. */
  @ParameterizedTest
  @MethodSource("clis")
  void writesMetricsAndAlarms(Path cli) {
    String alarm = "by-cli-" + Integer.toHexString(cli.hashCode());
    done(
        cli,
        "cloudwatch",
        "put-metric-alarm",
        "--alarm-name",
        alarm,
        "--namespace",
        "ByCli",
        "--metric-name",
        alarm,
        "--statistic",
        "Sum",
        "--period",
        "60",
        "--evaluation-periods",
        "1",
        "--threshold",
        "5",
        "--comparison-operator",
        "GreaterThanThreshold",
        "--treat-missing-data",
        "ignore");
    done(
        cli,
        "cloudwatch",
        "set-alarm-state",
        "--alarm-name",
        alarm,
        "--state-value",
        "ALARM",
        "--state-reason",
        "by hand");
    cloud.advance(Duration.ofMinutes(2));
    for (String value : List.of("2", "3")) {
      done(
          cli,
          "cloudwatch",
          "put-metric-data",
          "--namespace",
          "ByCli",
          "--metric-name",
          alarm,
          "--value",
          value);
    }
    cloud.advance(Duration.ofMinutes(2));
    JsonNode history =
        json(
            cli,
            "cloudwatch",
            "describe-alarm-history",
            "--alarm-name",
            alarm,
            "--history-item-type",
            "StateUpdate",
            "--query",
            "AlarmHistoryItems[].HistorySummary");
    assertThat(history.toString())
        .isEqualTo(
            "[\"Alarm updated from ALARM to OK\","
                + "\"Alarm updated from INSUFFICIENT_DATA to ALARM\"]");
    done(cli, "cloudwatch", "delete-alarms", "--alarm-names", alarm);
  }

  @ParameterizedTest
  @MethodSource("clis")
  void publishesSubscribesAndReadsTheSecret(Path cli) {
    String text = "said by " + cli;
    String id =
        json(cli, "sns", "publish", "--topic-arn", TOPIC, "--message", text)
            .get("MessageId")
            .asText();
    assertThat(watched.taken("id " + id)).hasSize(1);
    String address = "cli" + Integer.toHexString(cli.hashCode()) + "@example.org";
    done(
        cli,
        "sns",
        "subscribe",
        "--topic-arn",
        TOPIC,
        "--protocol",
        "email",
        "--notification-endpoint",
        address);
    assertThat(
            json(
                    cli,
                    "sns",
                    "list-subscriptions-by-topic",
                    "--topic-arn",
                    TOPIC,
                    "--query",
                    "Subscriptions[].[Protocol, Endpoint]")
                .toString())
        .contains("[\"email\",\"" + address + "\"]", "[\"email\",\"models@example.org\"]")
        .contains("[\"lambda\",\"arn:aws:lambda:");
    assertThat(
            json(
                    cli,
                    "secretsmanager",
                    "get-secret-value",
                    "--secret-id",
                    Cloud.names().slackSecret())
                .get("SecretString")
                .asText())
        .isEqualTo(cloud.inboxWebhook());
  }

  private JsonNode json(Path cli, String[] more, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return json(cli, all);
  }

  private JsonNode json(Path cli, String... arguments) {
    return new AwsCommandLine(cli, cloud).run(arguments).json();
  }

  private void done(Path cli, String... arguments) {
    Said said = new AwsCommandLine(cli, cloud).run(arguments);
    assertThat(said.exit()).as(said.out()).isZero();
  }
}
