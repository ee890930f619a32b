package dev.sundial.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import dev.sundial.naming.EnvironmentKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  private static final String CROSSED =
      "Threshold Crossed: 1 datapoint [36.083333333333336 (20/11/26 15:10:00)] was greater than"
          + " the threshold (36.0).";
  private static final String RED = "#c4314b";
  private static final String GREEN = "#2e8b57";

  private final SlackFake slack = new SlackFake();
  private final Function function = new Function(slack.url("/hook"));

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void tellsARedAlarmAsAPersonNeedsIt() {
    Told told = alarm("sundial-local-iris-stale", "OK", "ALARM", CROSSED);
    assertThat(told.title).isEqualTo(":red_circle: The model is stale: iris");
    assertThat(told.colour).isEqualTo(RED);
    assertThat(told.texts)
        .containsSubsequence(
            "*Model*\niris",
            "*Alarm*\nsundial-local-iris-stale",
            "*Value*\nModelAgeHours 36.1 h",
            "*Red*\nabove 36.0 h",
            "*Since*\n2026-11-20 15:15 UTC",
            CROSSED);
    assertThat(told.whole)
        .contains(
            "`sundial failures list`",
            "<https://console.example/cloudwatch/home?region=eu-central-1#dashboards:name="
                + "sundial-local-iris-dashboard|Dashboard>",
            "<https://console.example/cloudwatch/home?region=eu-central-1#logsV2:log-groups/"
                + "log-group/$252Faws$252Flambda$252Fsundial-local-iris-training|Log>",
            "|Runbook>");
    assertThat(told.texts.getLast())
        .isEqualTo(
            "id arn:aws:cloudwatch:eu-central-1:000000000000:alarm:sundial-local-iris-stale"
                + " 2026-11-20T15:15:00.000+0000");
  }

  @Test
  void linksTheRunbookWhereThereIsOne() {
    Function linked =
        new Function(
            slack.url("/hook"), Map.of(EnvironmentKey.RUNBOOK, "https://wiki.example/alarms.md"));
    linked.invoke(
        Function.sns("", Function.alarm("sundial-local-probe-dead", "OK", "ALARM", "silent")));
    assertThat(told().whole)
        .contains(
            "<https://wiki.example/alarms.md#probe-dead|Runbook>",
            "name=sundial-local-dashboard|",
            "sundial-local-probe|Log>");
  }

  @ParameterizedTest
  @CsvSource({
    "sundial-local-iris-stale,         INSUFFICIENT_DATA, ALARM,             #c4314b",
    "sundial-local-iris-accuracy-high, OK,                ALARM,             #e8a317",
    "sundial-local-iris-stale,         ALARM,             OK,                #2e8b57",
    "sundial-local-iris-stale,         ALARM,             INSUFFICIENT_DATA, #e8a317",
    "somebody-elses,                   OK,                ALARM,             #c4314b",
  })
  void tellsInTheColourOfTheMatter(String name, String before, String now, String colour) {
    assertThat(alarm(name, before, now, CROSSED).colour).isEqualTo(colour);
  }

  @ParameterizedTest
  @CsvSource({
    "sundial-local-iris-training-failed, A training was rejected: iris",
    "sundial-local-iris-training-slow,   A training took too long: iris",
    "sundial-local-api-throttled,        Predictions are throttled",
  })
  void doesNotCallMendedWhatJustDidNotHappenAgain(String name, String title) {
    Told told = alarm(name, "ALARM", "OK", "fine");
    assertThat(told.title).isEqualTo(":white_circle: No more of it: " + title);
    assertThat(told.colour).isEqualTo("#8a8a8a");
    assertThat(told.texts)
        .contains("Nothing of the kind happened since; that does not say that it was mended.");
  }

  @Test
  void callsOverWhatIsNoLongerSo() {
    assertThat(alarm("sundial-local-iris-stale", "ALARM", "OK", "fine").title)
        .isEqualTo(":large_green_circle: Over: The model is stale: iris");
  }

  @ParameterizedTest
  @CsvSource({"INSUFFICIENT_DATA, OK", "OK, INSUFFICIENT_DATA", "OK, OK"})
  void dropsWhatNobodyNeedsToHear(String before, String now) {
    String event =
        Function.sns("", Function.alarm("sundial-local-iris-stale", before, now, "fine"));
    assertThat(function.invoke(event)).isEqualTo("{\"told\":0}");
    assertThat(slack.received).isEmpty();
    assertThat(function.log.getFirst()).startsWith("{\"event\":\"dropped\",\"kind\":\"Alarm\"");
  }

  @Test
  void saysThatThereAreNoDataWhereTheReasonNamesNone() {
    assertThat(alarm("sundial-local-iris-stale", "OK", "ALARM", "no datapoints were received"))
        .extracting(told -> told.texts)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .contains("*Value*\nModelAgeHours has no data");
  }

  @Test
  void tellsAnAlarmMadeOfOthers() {
    function.invoke(
        Function.sns(
            "",
            "{\"AlarmName\":\"mine\",\"NewStateValue\":\"ALARM\",\"OldStateValue\":\"OK\","
                + "\"AlarmRule\":\"ALARM(x)\",\"AlarmDescription\":\"two <b> & more\"}"));
    Told told = told();
    assertThat(told.title).isEqualTo(":red_circle: mine");
    assertThat(told.texts).contains("two &lt;b&gt; &amp; more");
  }

  @Test
  void tellsWhatIsStillRed() {
    function.invoke(
        Function.sns(
            "Sundial local",
            """
            {"sundial":"digest","id":"d-1","stage":"local","at":"2026-11-20T08:00:00Z","red":[
              {"alarm":"sundial-local-iris-stale","since":"2026-11-19T03:15:00Z","reason":"r"},
              {"alarm":"other","since":"yesterday","reason":""}]}"""));
    Told told = told();
    assertThat(told.title)
        .isEqualTo(":red_circle: Still red after more than 20 hours: 2 alarms of local");
    assertThat(told.texts)
        .contains(
            "• The model is stale: iris, since 2026-11-19 03:15 UTC\n• other, since yesterday");
    assertThat(told.texts.getLast()).isEqualTo("id d-1");
  }

  @Test
  void tellsATest() {
    function.invoke(
        Function.sns(
            "",
            "{\"sundial\":\"test\",\"id\":\"t-1\",\"stage\":\"local\","
                + "\"at\":\"2026-11-20T08:00:00Z\",\"by\":\"ada\"}"));
    assertThat(told().title).isEqualTo(":white_circle: A test: messages of local arrive");
    assertThat(told().texts).contains("*By*\nada").endsWith("id t-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ModelPromoted", "ModelHeld", "TrainingFailed"})
  void understandsEverySampleOfItsEvents(String type) throws Exception {
    Path samples = Path.of("../../events/samples");
    List<Path> files;
    try (var all = Files.list(samples)) {
      files = all.filter(file -> file.getFileName().toString().startsWith(type)).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      function.invoke(event(type, Files.readString(file)));
      assertThat(told().title).contains("iris").doesNotContain("A message");
    }
  }

  @Test
  void tellsAPromotionWithItsChange() throws Exception {
    function.invoke(event("ModelPromoted", sample("ModelPromoted.automatic.json")));
    Told told = told();
    assertThat(told.colour).isEqualTo(GREEN);
    assertThat(told.texts)
        .contains(
            "*Version*\n20261120T031500Z-b2d89f",
            "*Before*\n20261119T031500Z-7f3a9c",
            "*Accuracy*\n0.9667 (+0.0333 against before)")
        .endsWith("id iris-42");
  }

  @Test
  void readsAPromotionThatDoesNotNameTheMetricsBefore() throws Exception {
    String old = sample("ModelPromoted.automatic.json");
    old = old.replaceFirst("(?s)\"previousMetrics\":\\s*\\{[^}]*},", "");
    assertThat(old).doesNotContain("previousMetrics");
    function.invoke(event("ModelPromoted", old));
    assertThat(told().texts).contains("*Accuracy*\n0.9667");
  }

  @Test
  void tellsWhatWasWrongWithTheDataWordForWord() throws Exception {
    function.invoke(event("TrainingFailed", sample("TrainingFailed.bad-data.json")));
    assertThat(told().colour).isEqualTo(RED);
    assertThat(told().whole).contains("week-47.csv:18: column \"sepal width (cm)\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "{\"json\":\"of somebody\"}",
        "[1,2]",
        "{\"sundial\":\"digest\"}",
        "{\"sundial\":\"test\",\"id\":7}",
        "{\"AlarmName\":\"x\",\"NewStateValue\":\"PURPLE\"}",
        "{\"AlarmName\":7,\"NewStateValue\":\"ALARM\"}",
        "{\"a\":1,\"a\":2}",
        "{"
      })
  void tellsWhatItDoesNotKnowAsItIs(String message) {
    function.invoke(Function.sns("What is this?", message));
    assertThat(told().title).isEqualTo(":white_circle: What is this?");
    assertThat(told().texts).contains("```" + message + "```").endsWith("id message-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "7",
        "not json",
        "{\"source\":\"dev.sundial\",\"detail-type\":\"Unheard\",\"detail\":{}}",
        "{\"source\":\"dev.sundial\",\"detail-type\":\"ModelHeld\",\"detail\":{\"id\":1}}",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{}}"
      })
  void tellsAnyEventThatItDoesNotKnow(String event) {
    assertThat(function.invoke(event)).isEqualTo("{\"told\":1}");
    assertThat(told().texts).contains("```" + event + "```").endsWith("id invocation");
  }

  @Test
  void tellsEveryRecordEvenOneThatIsNoMessage() {
    assertThat(function.invoke("{\"Records\":[{\"eventSource\":\"aws:s3\"},7,{\"Sns\":{}}]}"))
        .isEqualTo("{\"told\":3}");
  }

  @Test
  void cutsWhatIsTooLongAndSaysSo() {
    function.invoke(Function.sns("s".repeat(200), "<😀>".repeat(2_000)));
    Told told = told();
    assertThat(told.title).hasSize(150).endsWith("s… (cut)");
    assertThat(told.texts.getFirst())
        .hasSizeBetween(2_900, 3_000)
        .endsWith("… (cut, 8,000 characters)```")
        .doesNotContain("\uFFFD");
  }

  private Told alarm(String name, String before, String now, String reason) {
    function.invoke(Function.sns("", Function.alarm(name, before, now, reason)));
    return told();
  }

  private static String sample(String name) throws Exception {
    return Files.readString(Path.of("../../events/samples", name));
  }

  private static String event(String type, String detail) {
    return "{\"version\":\"0\",\"id\":\"e\",\"source\":\"dev.sundial\",\"detail-type\":\""
        + type
        + "\",\"detail\":"
        + detail
        + "}";
  }

  private Told told() {
    return Told.of(slack.received.getLast());
  }

  /** A message taken apart. */
  private record Told(String title, String colour, List<String> texts, String whole) {
    static Told of(String json) {
      Value.Fields message = (Value.Fields) JsonReader.read("message", json);
      Value.Fields attachment =
          (Value.Fields) ((Value.Items) at(message, "attachments")).items().getFirst();
      List<String> texts = new ArrayList<>();
      collect(at(attachment, "blocks"), texts);
      List<String> title = new ArrayList<>();
      collect(at(message, "blocks"), title);
      return new Told(
          title.getFirst(),
          ((Value.Text) at(attachment, "color")).text(),
          texts,
          String.join("\n", texts));
    }

    private static Value at(Value.Fields fields, String name) {
      Value value = fields.fields().get(name);
      if (value == null) {
        throw new AssertionError(name + " is missing");
      }
      return value;
    }

    private static void collect(Value value, List<String> texts) {
      switch (value) {
        case Value.Items items -> items.items().forEach(item -> collect(item, texts));
        case Value.Fields fields -> {
          Value text = fields.fields().get("text");
          if (text instanceof Value.Text words) {
            texts.add(words.text());
          }
          fields.fields().values().forEach(field -> collect(field, texts));
        }
        case Value.Text text -> {}
        case Value.Number number -> {}
        case Value.Truth truth -> {}
        case Value.Nothing nothing -> {}
      }
    }
  }
}
