package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.metrics.MetricId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsPageTest {
  private static final Instant NOW = Instant.parse(FakeSources.START);
  private static final MetricId AGE =
      new MetricId("Sundial", "ModelAgeHours", Map.of("Model", "iris"));
  private static final String ROW =
      "['Sundial','ModelAgeHours','Model','iris',{'label':'age','stat':'Maximum'}]";
  private static final String REPORT =
      "REPORT RequestId: 1\tDuration: 400.25 ms\tBilled Duration: 401 ms\tMemory Size: 512 MB"
          + "\tMax Memory Used: %d MB\t";

  private final FakeSources fake = new FakeSources();
  private final PageClient pages = new PageClient(new Pages(fake.sources()));

  private static String chart(String more) {
    return "{'widgets':[{'type':'metric','x':8,'y':4,'width':8,'height':6,'properties':{"
        + more
        + "'region':'us-east-1','metrics':["
        + ROW
        + "]}}]}";
  }

  private void measure(Duration before, double value) {
    fake.metrics.put(AGE, "None", NOW.minus(before), value);
  }

  @BeforeEach
  void measureThreeTimes() {
    measure(Duration.ofMinutes(15), 35.5);
    measure(Duration.ofMinutes(10), 36.25);
    measure(Duration.ofDays(3), 12);
  }

  @Test
  void tellsThePointsOfTheBodyThatIsDeployed() throws Exception {
    fake.dashboard(
        "d",
        chart(
            "'title':'Age','annotations':{'horizontal':[{'value':36,'label':'stale','color':"
                + "'#d13212'}]},'yAxis':{'left':{'min':0,'label':'hours','showUnits':false}},"));

    JsonNode widget = pages.json("/dashboards/d.json?range=3h").at("/widgets/0");

    assertThat(widget.at("/title").asText()).isEqualTo("Age");
    assertThat(widget.at("/series/0/points").toString())
        .isEqualTo("[[1795143600000,35.5],[1795143900000,36.25]]");
    assertThat(widget.at("/series/0/newest/value").asDouble()).isEqualTo(36.25);
    assertThat(widget.at("/bounds/0").toString())
        .isEqualTo(
            "{\"value\":36.0,\"label\":\"stale\",\"color\":\"#d13212\",\"fill\":\"none\","
                + "\"side\":\"left\"}");
    assertThat(widget.at("/left").toString()).isEqualTo("{\"min\":0.0,\"label\":\"hours\"}");
    assertThat(pages.json("/dashboards.json").at("/dashboards/0/widgets").asInt()).isEqualTo(1);
  }

  @Test
  void changesWithTheBody() throws Exception {
    fake.dashboard("d", chart("'title':'Before',"));
    assertThat(pages.html("/dashboards/d")).contains("<h3>Before</h3>").contains("36.25");

    fake.dashboard("d", "{'widgets':[{'type':'text','properties':{'markdown':'# After'}}]}");

    assertThat(pages.html("/dashboards/d"))
        .contains("<h3>After</h3>")
        .doesNotContain("Before")
        .doesNotContain("36.25");
  }

  @Test
  void putsEachWidgetInItsPlace() throws Exception {
    fake.dashboard("d", chart(""));

    assertThat(pages.html("/dashboards/d"))
        .contains("<link rel=\"stylesheet\" href=\"/_sundial/dashboards/d.css\">")
        .contains("<section id=\"widget-0\" class=\"widget chart-box\">");
    assertThat(pages.html("/dashboards/d.css"))
        .contains("#widget-0{grid-column:9/span 8;grid-row:5/span 6}");
    assertThat(pages.get("/dashboards/none.css").status()).isEqualTo(404);
    assertThat(pages.get("/dashboards/none").status()).isEqualTo(404);
  }

  @Test
  void servesItsScriptsItselfAndRunsNoOthers() throws Exception {
    fake.dashboard("d", chart(""));
    AwsResponse page = pages.get("/dashboards/d");

    assertThat(PageClient.text(page))
        .contains("<script src=\"/_sundial/echarts.js\" defer=\"\"></script>")
        .contains("<script src=\"/_sundial/charts.js\" defer=\"\"></script>");
    assertThat(page.headers().first("Content-Security-Policy"))
        .contains("default-src 'none'; style-src 'self';")
        .endsWith("; script-src 'self'; connect-src 'self'");
    assertThat(pages.get("/slack").headers().first("Content-Security-Policy"))
        .doesNotContain("script-src")
        .doesNotContain("connect-src");
    assertThat(pages.html("/echarts.js")).contains("echarts").hasSizeGreaterThan(500_000);
    assertThat(pages.html("/charts.js")).contains("renderMode: 'richText'");
    assertThat(pages.get("/charts.js").headers().first("Content-Type"))
        .isEqualTo("text/javascript; charset=utf-8");
  }

  @Test
  void showsHostileTextsAsTexts() throws Exception {
    fake.dashboard(
        "d",
        "{'widgets':[{'type':'metric','properties':{'title':'<script>t</script>',"
            + "'region':'us-east-1','metrics':["
            + "['A','B',{'label':'<img src=x onerror=l>','color':'red;}*{'}]]}},"
            + "{'type':'text','properties':{'markdown':'a <script>m</script> [x](javascript:y)"
            + " **b** [out](https://example.com) `c`'}}]}");

    String html = pages.html("/dashboards/d");

    assertThat(html)
        .contains("&lt;script&gt;t&lt;/script&gt;")
        .contains("&lt;img src=x onerror=l&gt;")
        .contains("a &lt;script&gt;m&lt;/script&gt; x <strong>b</strong>")
        .contains("href=\"https://example.com\">out</a> <code>c</code>")
        .doesNotContain("javascript:")
        .doesNotContain("<img");
    assertThat(pages.json("/dashboards/d.json").at("/widgets/0/series/0").has("color")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "range=3h, 2026-11-20T00:16:00Z, 2026-11-20T03:16:00Z",
    "range=30d, 2026-10-21T03:16:00Z, 2026-11-20T03:16:00Z",
    "start=-PT3H, 2026-11-20T00:16:00Z, 2026-11-20T03:16:00Z",
    "start=-P1M, 2026-10-20T03:16:00Z, 2026-11-20T03:16:00Z",
    "start=2026-11-01T00:00:00Z&end=2026-11-02T01:00:00+01:00, 2026-11-01T00:00:00Z,"
        + " 2026-11-02T00:00:00Z",
    "start=-P7D&end=-P1D, 2026-11-13T03:16:00Z, 2026-11-19T03:16:00Z",
    "'', 2026-11-18T03:16:00Z, 2026-11-20T03:16:00Z"
  })
  void showsTheTimeThatIsAskedForElseItsOwn(String query, String from, String to) throws Exception {
    fake.dashboard("d", "{'start':'-P2D','widgets':[]}");

    JsonNode json = pages.json("/dashboards/d.json?" + query);

    assertThat(json.at("/start").asText()).isEqualTo(from);
    assertThat(json.at("/end").asText()).isEqualTo(to);
  }

  @Test
  void showsAWeekWhereNobodySaysHowMuch() throws Exception {
    fake.dashboard("d", "{'widgets':[]}");

    assertThat(pages.json("/dashboards/d.json").at("/start").asText())
        .isEqualTo("2026-11-13T03:16:00Z");
    assertThat(pages.html("/dashboards/d")).contains("class=\"here\">1w</a>");
  }

  @ParameterizedTest
  @CsvSource({
    "range=2h",
    "start=yesterday",
    "start=-P9999Y",
    "start=-PT1S5",
    "start=2026-11-20T05:00:00Z",
    "start=-P456D"
  })
  void refusesTimesThatAreNone(String query) throws Exception {
    fake.dashboard("d", "{'widgets':[]}");

    assertThat(pages.get("/dashboards/d.json?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1M, PT24H, PT1M",
    "PT1M, PT24H1M, PT5M",
    "PT5M, P5D, PT5M",
    "PT5M, P7D, PT15M",
    "PT1M, P30D, PT1H",
    "PT30M, P30D, PT30M",
    "PT1H, P30D, PT1H",
    "P7D, P30D, P7D",
    "PT1M, P455D, PT24H"
  })
  void takesCoarserPeriodsOnlyForMoreThanADayOfMinutes(
      Duration asked, Duration length, Duration taken) {
    Periods periods = new Periods(new TimeRange("", NOW.minus(length), NOW), NOW);

    assertThat(periods.of(asked)).isEqualTo(taken);
  }

  @Test
  void asksNothingFinerOfThePastThanWhatIsKept() {
    Instant to = NOW.minus(Duration.ofDays(14));
    Instant old = NOW.minus(Duration.ofDays(63));
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);

    assertThat(periods(to.minus(Duration.ofDays(1)), to).of(minute)).isEqualTo(minute);
    assertThat(periods(to.minus(Duration.ofDays(1)).minusSeconds(60), to).of(minute))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(periods(old, old.plus(hour)).of(minute)).isEqualTo(Duration.ofMinutes(5));
    assertThat(periods(old.minusSeconds(60), old.plus(hour)).of(minute)).isEqualTo(hour);
  }

  private static Periods periods(Instant from, Instant to) {
    return new Periods(new TimeRange("", from, to), NOW);
  }

  @Test
  void beginsHoursAndDaysOnTheClockAndCountsWeeksBackFromTheEnd() {
    Periods periods = periods(Instant.parse("2026-11-01T03:16:00Z"), NOW);

    assertThat(periods.first(Duration.ofHours(1))).isEqualTo("2026-11-01T03:00:00Z");
    assertThat(periods.first(Duration.ofDays(1))).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(periods.first(Duration.ofDays(7))).isEqualTo("2026-11-06T03:15:00Z");
  }

  @Test
  void makesMemoryOfTheReportsInTheLog() throws Exception {
    report("2026-11-20T01:10:00Z", REPORT.formatted(181));
    report("2026-11-20T01:59:59Z", REPORT.formatted(203));
    report("2026-11-20T02:00:00Z", REPORT.formatted(190) + "Init Duration: 210.50 ms\t");
    report("2026-11-20T02:01:00Z", "a REPORT RequestId: x\tMax Memory Used: 999 MB");
    report("2026-11-19T20:00:00Z", REPORT.formatted(999));
    fake.dashboard(
        "d",
        "{'widgets':[{'type':'log','properties':{'title':'Memory','region':'us-east-1','view':"
            + "'timeSeries','query':'SOURCE \\u0027/aws/lambda/x\\u0027 | filter @type = \\u0022REPORT"
            + "\\u0022 | stats max(@maxMemoryUsed / 1000000) as usedMB, avg(@memorySize / 1000000)"
            + " as given, min(@initDuration) as init by bin(1h)'}}]}");

    JsonNode lines = pages.json("/dashboards/d.json?range=3h").at("/widgets/0/series");

    assertThat(lines.at("/0/points").toString())
        .isEqualTo("[[1795136400000,203.0],[1795140000000,190.0]]");
    assertThat(lines.at("/1/points/0/1").asDouble()).isEqualTo(512);
    assertThat(lines.at("/2/points").toString()).isEqualTo("[[1795140000000,210.5]]");
  }

  private void report(String at, String text) {
    fake.lines.add(new LogSource.Line(Instant.parse(at), "s", text));
  }

  @Test
  void lightsTheAlarmsThatAreNamed() throws Exception {
    fake.cloudWatch(
        "PutMetricAlarm",
        "{'AlarmName':'hot','Namespace':'N','MetricName':'M','Statistic':'Sum','Period':60,"
            + "'EvaluationPeriods':1,'Threshold':1,'ComparisonOperator':'GreaterThanThreshold'}");
    fake.cloudWatch("SetAlarmState", "{'AlarmName':'hot','StateValue':'ALARM','StateReason':'r'}");
    fake.dashboard(
        "d",
        "{'widgets':[{'type':'alarm','properties':{'title':'Lights','alarms':["
            + "'arn:aws:cloudwatch:us-east-1:000000000000:alarm:hot',"
            + "'arn:aws:cloudwatch:us-east-1:000000000000:alarm:no/such'],'states':[]}}]}");

    assertThat(pages.html("/dashboards/d"))
        .contains("<span class=\"circle red\" title=\"ALARM\">")
        .contains("<a href=\"/_sundial/alarms/hot\" title=\"hot\">hot</a>")
        .contains("<span class=\"circle white\" title=\"gone\">")
        .contains("href=\"/_sundial/alarms/no%2Fsuch\"");
    assertThat(pages.json("/dashboards/d.json").at("/widgets/0/alarms/0/state").asText())
        .isEqualTo("ALARM");
  }

  /** Names are cut off at the end of a line: what tells them apart must not be. */
  @Test
  void lightsAreNamedByWhatTellsThemApart() throws Exception {
    String arn = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:";
    fake.dashboard(
        "d",
        "{'widgets':[{'type':'alarm','properties':{'title':'Lights','alarms':["
            + "'%1$sa-prod-iris-low','%1$sa-prod-iris-low-','%1$sa-prod-iris-high'],'states':[]}}]}"
                .formatted(arn));

    assertThat(pages.html("/dashboards/d"))
        .contains("title=\"a-prod-iris-low\">low</a>")
        .contains("title=\"a-prod-iris-low-\">low-</a>")
        .contains("title=\"a-prod-iris-high\">high</a>");
  }

  @Test
  void writesNumbersShort() {
    assertThat(
            List.of(300_000d, 1_234.56, 181.25, 36.0833333, 0.966666, 0, -0.5, 0.00001234).stream()
                .map(value -> Figures.number(((Number) value).doubleValue())))
        .containsExactly("300,000", "1,235", "181.2", "36.08", "0.9667", "0", "-0.5", "1.234E-5");
    assertThat(Figures.period(Duration.ofDays(7))).isEqualTo("1\u00a0week");
    assertThat(Figures.period(Duration.ofMinutes(90))).isEqualTo("90\u00a0min");
  }

  @Test
  void startsWithWhatTheBodySaysInAnEmptyDashboardToo() {
    DashboardBody body = new DashboardBody(Optional.of("-PT12H"), Optional.empty(), List.of());
    TimeRange range = TimeRange.of(new dev.sundial.local.endpoint.Headers(Map.of()), body, NOW);

    assertThat(range.length()).isEqualTo(Duration.ofHours(12));
    assertThat(range.name()).isEmpty();
  }
}
