package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.local.metrics.MetricId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlarmPagesTest {
  private static final String STALE = "sundial-local-iris-stale";

  private final FakeSources fake = new FakeSources();
  private final PageClient pages = new PageClient(new Pages(fake.sources()));

  private static String alarm(String name, String topic) {
    return "{'AlarmName':'"
        + name
        + "','AlarmDescription':'Make `one` <b>now</b>','Namespace':'Sundial','MetricName':"
        + "'ModelAgeHours','Dimensions':[{'Name':'Model','Value':'iris'}],'Statistic':'Maximum',"
        + "'Period':300,'EvaluationPeriods':1,'Threshold':36,'ComparisonOperator':"
        + "'GreaterThanThreshold','TreatMissingData':'breaching','AlarmActions':["
        + "'arn:aws:sns:us-east-1:000000000000:"
        + topic
        + "']}";
  }

  @BeforeEach
  void declare() throws Exception {
    fake.cloudWatch("PutMetricAlarm", alarm(STALE, "gone"));
    fake.cloudWatch("PutMetricAlarm", alarm("other <i>/.json", "news"));
    fake.cloudWatch(
        "PutCompositeAlarm", "{'AlarmName':'health','AlarmRule':'ALARM(" + STALE + ")'}");
  }

  private void set(String state) throws Exception {
    fake.cloudWatch(
        "SetAlarmState",
        "{'AlarmName':'" + STALE + "','StateValue':'" + state + "','StateReason':'by <hand>'}");
  }

  @Test
  void saysInWordsWhenAnAlarmIsRed() throws Exception {
    assertThat(pages.html("/alarms"))
        .contains("Maximum of ModelAgeHours &gt; 36, 1 of 1 × 5\u00a0min, missing: breaching")
        .contains("href=\"/_sundial/alarms/other+%3Ci%3E%2F%2Ejson\"".replace("+", "%20"))
        .contains("other &lt;i&gt;/.json")
        .doesNotContain("<i>");
  }

  private static List<String> names(JsonNode alarms) {
    List<String> names = new ArrayList<>();
    alarms.forEach(alarm -> names.add(alarm.path("name").asText()));
    return names;
  }

  @Test
  void showsTheRedOnesFirstAndOnlyThemWhenAsked() throws Exception {
    set("ALARM");

    JsonNode all = pages.json("/alarms.json").at("/alarms");
    assertThat(names(all)).containsExactly("health", STALE, "other <i>/.json");
    assertThat(names(pages.json("/alarms.json?state=ALARM").at("/alarms")))
        .containsExactly("health", STALE);
    assertThat(pages.json("/alarms.json?state=OK").at("/alarms")).isEmpty();
    assertThat(pages.get("/alarms?state=red").status()).isEqualTo(400);
    assertThat(pages.json("/index.json").at("/redAlarms").asInt()).isEqualTo(2);
    assertThat(pages.html("/")).contains("class=\"badge bad\">2</a>");
  }

  @Test
  void tellsTheHistoryNewestFirstWithActionsAndTheirOutcome() throws Exception {
    fake.virtual.advance(Duration.ofMinutes(1));
    set("ALARM");
    fake.virtual.advance(Duration.ofMinutes(1));
    set("OK");

    JsonNode history = pages.json("/alarms/" + STALE + ".json").at("/history");

    assertThat(history.findValuesAsText("type"))
        .containsExactly("StateUpdate", "Action", "StateUpdate", "ConfigurationUpdate");
    assertThat(history.at("/0/oldState").asText()).isEqualTo("ALARM");
    assertThat(history.at("/0/newState").asText()).isEqualTo("OK");
    assertThat(history.at("/0/reason").asText()).isEqualTo("by <hand>");
    assertThat(history.at("/1/outcome").asText()).isEqualTo("Failed");
    assertThat(history.at("/1/error").asText()).isEqualTo("Topic does not exist");
    assertThat(pages.html("/alarms/" + STALE))
        .contains("not told")
        .contains("gone: Topic does not exist")
        .contains("by &lt;hand&gt;");
    assertThat(pages.json("/alarms/" + STALE + ".json?limit=1").at("/history")).hasSize(1);
  }

  @Test
  void drawsTheMetricWithItsBoundAndTheChangesOfState() throws Exception {
    fake.metrics.put(
        new MetricId("Sundial", "ModelAgeHours", Map.of("Model", "iris")),
        "None",
        Instant.parse(FakeSources.START).minusSeconds(900),
        37);
    set("ALARM");

    JsonNode json = pages.json("/alarms/" + STALE + ".json");

    assertThat(json.at("/start").asText()).isEqualTo("2026-11-19T02:16:00Z");
    assertThat(json.at("/widgets/0/series/0/points/0/1").asDouble()).isEqualTo(37);
    assertThat(json.at("/widgets/0/bounds/0/value").asDouble()).isEqualTo(36);
    assertThat(json.at("/widgets/0/moments/0/label").asText()).isEqualTo("ALARM");
    assertThat(pages.html("/alarms/" + STALE)).contains("id=\"widget-0-chart\"");
  }

  @Test
  void saysWhatToDoAndWhereToReadOn() throws Exception {
    assertThat(pages.html("/alarms/" + STALE))
        .contains("<p>Make <code>one</code> &lt;b&gt;now&lt;/b&gt;</p>")
        .contains("href=\"/_sundial/runbook#stale\"");
  }

  @Test
  void showsACompositeAlarmWithItsRuleAndChildren() throws Exception {
    set("ALARM");

    assertThat(pages.html("/alarms/health"))
        .contains("ALARM(" + STALE + ")")
        .contains("What it asks about")
        .contains("<span class=\"circle red\" title=\"ALARM\">");
    assertThat(pages.json("/alarms/" + STALE + ".json").at("/parents/0/name").asText())
        .isEqualTo("health");
    assertThat(pages.get("/alarms/none").status()).isEqualTo(404);
  }

  @Test
  void takesANameThatEndsAsATwinDoes() throws Exception {
    assertThat(pages.html("/alarms/other%20%3Ci%3E%2F%2Ejson"))
        .startsWith("<!doctype html>")
        .contains("<h1>other &lt;i&gt;/.json</h1>");
  }

  @Test
  void tellsWhatToDoForEveryKindAtItsAnchor() throws Exception {
    String html = pages.html("/runbook");
    for (AlarmKind kind : AlarmKind.values()) {
      assertThat(html).contains("<section id=\"" + kind.id() + "\">");
    }
    assertThat(html).contains("<code>sundial failures redrive</code>");
    assertThat(pages.json("/runbook.json").at("/alarms")).hasSize(AlarmKind.values().length);
  }

  @Test
  void goesOnFromTheConsolesAddresses() throws Exception {
    assertThat(pages.html("/console/cloudwatch/home?region=us-east-1"))
        .contains("<script src=\"/_sundial/console.js\" defer=\"\"></script>")
        .contains("href=\"/_sundial/dashboards\"")
        .contains("href=\"/_sundial/alarms\"")
        .contains("href=\"/_sundial/logs\"");
    assertThat(pages.html("/console.js")).contains("alarmsV2").contains("logsV2");
  }

  @Test
  void leavesTheEvaluationOfEachMinuteOutOfWhatRan() throws Exception {
    fake.alarms.start();
    fake.timeline.at(Instant.parse("2026-11-20T03:17:30Z"), "schedule", "daily", () -> {});
    assertThat(pages.json("/index.json").at("/next").findValuesAsText("kind"))
        .containsExactly("schedule");

    JsonNode ran =
        Pages.MAPPER.readTree(PageClient.text(pages.send("POST", "/clock", "{'advance':'PT5M'}")));

    assertThat(ran.at("/ran").findValuesAsText("kind")).containsExactly("schedule");
    assertThat(fake.alarms.find(STALE).orElseThrow().status().value().name()).isEqualTo("ALARM");
    assertThat(pages.json("/index.json").at("/next").findValuesAsText("kind"))
        .containsExactly("alarms");
  }
}
