package dev.sundial.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.EmittableMetrics;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {
  private final Dashboards dashboards =
      new Dashboards(StateStore.inMemory(), new HandClock("2026-11-20T12:00:00Z"));
  private final Map<String, Operation> operations = DashboardOperations.table(dashboards);

  private static String widget(String type, String properties) {
    return "{'widgets':[{'type':'" + type + "','x':0,'y':0,'properties':{" + properties + "}}]}";
  }

  private static String metrics(String rows) {
    return widget("metric", "'region':'us-east-1','metrics':[" + rows + "]");
  }

  private static BodyReader.Reading read(String body) {
    return BodyReader.read(body.replace('\'', '"'));
  }

  private static List<String> problems(String body) {
    return read(body).problems().stream().map(one -> one.member() + " " + one.why()).toList();
  }

  private static List<Series> series(String rows) {
    BodyReader.Reading reading = read(metrics(rows));
    assertThat(reading.problems()).isEmpty();
    return ((Widget.Metrics) reading.body().widgets().getFirst()).series();
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

  private JsonNode put(String name, String body) {
    return call(
        "PutDashboard",
        Trees.object().put("DashboardName", name).put("DashboardBody", body.replace('\'', '"')));
  }

  @Test
  void refusesTokensThatAreMadeUp() {
    put("d", "{'widgets':[]}");
    assertThatThrownBy(
            () -> call("ListDashboards", Trees.object().put("NextToken", "cnViYmlzaA==")))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValueException"));
  }

  @Test
  void resolvesRowsToSeries() {
    assertThat(
            series(
                "['A','m','D','1','E','2',{'stat':'p99','period':60,'label':'x','color':'#fff','yAxis':'right'}],"
                    + "['.','n','.','.','.','3'],['...','4'],['.','.',{'visible':false}]"))
        .containsExactly(
            new Series(
                new MetricQuery.Stat(
                    new MetricId("A", "m", Map.of("D", "1", "E", "2")),
                    "p99",
                    Duration.ofMinutes(1)),
                "x",
                Optional.of("#fff"),
                Widget.Side.RIGHT),
            plain(new MetricId("A", "n", Map.of("D", "1", "E", "3")), "n"),
            plain(new MetricId("A", "n", Map.of("D", "1", "E", "4")), "n"));
  }

  private static Series plain(MetricId id, String label) {
    return new Series(
        new MetricQuery.Stat(id, "Average", Duration.ofMinutes(5)),
        label,
        Optional.empty(),
        Widget.Side.LEFT);
  }

  @Test
  void resolvesExpressionsOverOtherRows() {
    Series rate =
        series(
                "[{'expression':'100 * e / r','label':'rate','id':'x'}],"
                    + "['A','errors',{'id':'e','visible':false}],['A','requests',{'id':'r','visible':false}]")
            .getFirst();
    MetricQuery.Math math = (MetricQuery.Math) rate.query();
    assertThat(math.expression()).isEqualTo("100 * e / r");
    assertThat(math.inputs().keySet()).isEqualTo(Set.of("e", "r"));
  }

  @Test
  void readsBoundsAxesAndLegend() {
    BodyReader.Reading reading =
        read(
            widget(
                "metric",
                "'view':'timeSeries','stacked':true,'title':'T','region':'us-east-1','metrics':[['A','m']],"
                    + "'annotations':{'horizontal':[{'value':36,'label':'stale','color':'#d13212','yAxis':'left'}],"
                    + "'vertical':[{'value':'2026-11-20T12:00:00Z','label':'now'}]},"
                    + "'yAxis':{'left':{'min':0,'label':'hours','showUnits':false}},'legend':{'position':'right'}"));
    assertThat(reading.problems()).isEmpty();
    Widget.Metrics widget = (Widget.Metrics) reading.body().widgets().getFirst();
    assertThat(widget.bounds())
        .containsExactly(
            new Widget.Bound(36, "stale", Optional.of("#d13212"), "none", Widget.Side.LEFT));
    assertThat(widget.moments().getFirst().at()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(widget.left().min()).hasValue(0);
    assertThat(widget.left().label()).isEqualTo("hours");
    assertThat(widget.legend()).isEqualTo(Widget.Legend.RIGHT);
    assertThat(widget.place()).isEqualTo(new Widget.Place(0, 0, 6, 6));
  }

  @Test
  void readsTheReportQuery() {
    ReportQuery query =
        ReportQuery.parse(
                "SOURCE '/aws/lambda/f' | filter @type = \"REPORT\"\n| stats max(@maxMemoryUsed /"
                    + " 1000000) as usedMB, max(@memorySize / 1000000) as givenMB by bin(1h)")
            .orElseThrow();
    assertThat(query.groups()).containsExactly("/aws/lambda/f");
    assertThat(query.bin()).isEqualTo(Duration.ofHours(1));
    assertThat(query.figures())
        .containsExactly(
            new ReportQuery.Figure("max", "maxMemoryUsed", 1_000_000, "usedMB"),
            new ReportQuery.Figure("max", "memorySize", 1_000_000, "givenMB"));
    assertThat(ReportQuery.parse("SOURCE 'g' | fields @message | limit 20")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'widgets':[],'variables':[]} | variables is not implemented",
        "{'widgets':[{'type':'explorer','properties':{}}]} | widgets[0].type is not implemented as explorer",
        "{'widgets':[{'type':'text','width':25,'properties':{'markdown':'x'}}]} | widgets[0].width must be from 1 to 24",
        "{'widgets':[{'type':'text','properties':{}}]} | widgets[0].properties.markdown is required",
        "{'widgets':[{'type':'text','properties':{'markdown':'x','font':'y'}}]} | properties.font is not implemented",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','m']],'view':'table'}}]} | view is not implemented as table",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','m']],'view':'gauge'}}]} | must have left.min and left.max",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A']]}}]} | must have a namespace, a name",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','.']]}}]} | repeats what the row before does not have",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','m',{'stat':'TM(1%:2%)'}]]}}]} | statistic TM",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','m',{'accountId':'1'}]]}}]} | metrics[0].accountId is not",
        "{'widgets':[{'type':'metric','properties':{'metrics':[[{'expression':'SEARCH(1)'}]]}}]} | function SEARCH",
        "{'widgets':[{'type':'metric','properties':{'region':'eu-west-1','metrics':[['A','m']]}}]} | must be us-east-1",
        "{'widgets':[{'type':'metric','properties':{'metrics':[['A','m']]}}]} | widgets[0].properties.region is required",
        "{'widgets':[{'type':'log','properties':{'query':'fields @message'}}]} | widgets[0].properties.region is required",
        "{'widgets':[{'type':'log','properties':{'query':'fields @message'}}]} | widgets[0].properties.query is implemented in",
        "{'start':'P7D','widgets':[]} | start must be a time or a period",
        "[] | DashboardBody must be a JSON object",
        "{ | DashboardBody is not JSON",
      })
  void refusesByNameWhatNothingDraws(String body, String problem) {
    assertThat(problems(body).stream().collect(Collectors.joining("\n"))).contains(problem);
  }

  @Test
  void expressionsThatUseEachOtherAreRefused() {
    assertThat(
            problems(metrics("[{'expression':'b','id':'a'}],[{'expression':'a','id':'b'}]"))
                .getFirst())
        .contains("Circular");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "e +* 2 | Unexpected token",
        "none * 2 | Unknown identifier 'none'",
        "avg(e) | Unsupported function",
        "AVG(e) | not a Scalar",
        "METRICS() | several series",
      })
  void refusesExpressionsThatCouldNeverBeDrawn(String expression, String why) {
    assertThat(
            problems(
                metrics("['A','m',{'id':'e'}],[{'expression':'" + expression + "','id':'x'}]")))
        .singleElement()
        .asString()
        .contains(why);
  }

  @Test
  void passesEveryMetricToAnExpressionAndTheUnit() {
    List<Series> series =
        series("['A','m',{'unit':'Bytes'}],['A','n'],[{'expression':'SUM(METRICS())'}]");
    assertThat(((MetricQuery.Stat) series.getFirst().query()).unit()).contains("Bytes");
    MetricQuery.Math sum = (MetricQuery.Math) series.getLast().query();
    assertThat(sum.inputs().values()).containsExactly(series.get(0).query(), series.get(1).query());
    assertThat(problems(metrics("['A','m',{'unit':'Miles'}]")).getFirst()).contains("Miles");
    assertThat(problems(metrics("['A','m',{'id':'a'}],['A','n',{'id':'a'}]")).getFirst())
        .contains("taken");
  }

  @Test
  void keepsListsAndDeletesDashboards() {
    String body = "{'start':'-P7D','widgets':[]}";
    assertThat(put("one", body).path("DashboardValidationMessages")).isEmpty();
    put("two", body);

    assertThat(
            call("GetDashboard", Trees.object().put("DashboardName", "one"))
                .path("DashboardBody")
                .asText())
        .isEqualTo(body.replace('\'', '"'));
    assertThat(call("ListDashboards", Trees.object()).findValuesAsText("DashboardArn"))
        .containsExactly(
            "arn:aws:cloudwatch::000000000000:dashboard/one",
            "arn:aws:cloudwatch::000000000000:dashboard/two");

    ObjectNode some = Trees.object();
    some.putArray("DashboardNames").add("one").add("three");
    assertThatThrownBy(() -> call("DeleteDashboards", some))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("DashboardNotFoundError"));
    assertThat(dashboards.all()).hasSize(2);
    some.putArray("DashboardNames").add("one");
    call("DeleteDashboards", some);
    assertThat(dashboards.all()).hasSize(1);
  }

  @Test
  void refusesABodyWithThePathOfWhatIsWrong() {
    assertThatThrownBy(() -> put("one", widget("text", "'markdown':'x','font':'y'")))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("DashboardInvalidInputError"))
        .hasMessageContaining("/widgets/0/properties/font");
    assertThat(dashboards.all()).isEmpty();
  }

  @Test
  void refusesAtDeployAWidgetOnAMetricThatNothingEmits() {
    MetricSource none =
        new MetricSource() {
          @Override
          public List<Point> points(MetricQuery query, Instant from, Instant to) {
            return List.of();
          }

          @Override
          public boolean isKnown(MetricId metric) {
            return !metric.namespace().startsWith("AWS/");
          }
        };
    Properties properties =
        new Properties(
            "stack/Board",
            Trees.object()
                .put(
                    "DashboardBody",
                    metrics("['Sundial','Nonsense'],['AWS/Lambda','Nonsense'],['Mine','M']")
                        .replace('\'', '"')));
    new DashboardResource(dashboards, new EmittableMetrics(none)).read(properties);
    assertThat(properties.problems())
        .containsExactly(
            "stack/Board.DashboardBody in a widget names a metric that no function emits: Sundial"
                + " Nonsense []",
            "stack/Board.DashboardBody in a widget names a metric that nothing here emits:"
                + " AWS/Lambda Nonsense []");
  }
}
