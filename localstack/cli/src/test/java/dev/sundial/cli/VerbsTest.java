package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerbsTest {
  private static final String INVOKE = "POST /2015-03-31/functions/trainer/invocations";
  private static final String PROMOTED =
      "{\"outcome\":\"PROMOTED\",\"model\":\"iris\",\"version\":\"20261120T031500Z-7f3a9c\","
          + "\"metrics\":{\"accuracy\":0.9666666666666667,\"testRows\":30.0}}";
  private static final String REJECTED =
      "{\"outcome\":\"REJECTED\",\"model\":\"iris\",\"metrics\":{},\"reason\":\"bad-data\","
          + "\"message\":\"s3://data/iris/bad.csv:2: column \\\"a\\\": must be a decimal number\"}";

  private final FakeCloud cloud = new FakeCloud();
  private final Path home;

  VerbsTest(@TempDir Path home) throws IOException {
    this.home = home;
  }

  @BeforeEach
  void checkout() throws IOException {
    Typed.checkout(home, cloud.port());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private static Map<String, String> error(String type) {
    return Map.of("x-amzn-ErrorType", type);
  }

  @Test
  void trainPrintsOutcomeVersionAndMetrics() {
    cloud.on(INVOKE, 200, Map.of(), PROMOTED);

    Typed typed = Typed.line("train", "iris", "--seed", "7", "--trainer", "cart", "--set", "k=2");

    assertThat(typed.exit()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(typed.out().lines())
        .containsExactly(
            "outcome                  PROMOTED",
            "model                    iris",
            "version                  20261120T031500Z-7f3a9c",
            "metrics",
            "  accuracy               0.966667",
            "  testRows               30");
    assertThat(cloud.requests)
        .singleElement()
        .asString()
        .contains("\"seed\":7", "\"trainer\":\"cart\"", "\"hyperparameters\":{\"k\":2}");
  }

  @Test
  void trainPrintsTheFunctionsOwnJson() {
    cloud.on(INVOKE, 200, Map.of(), PROMOTED);

    assertThat(Typed.line("train", "iris", "--json")).isEqualTo(new Typed(0, PROMOTED, ""));
  }

  @Test
  void aRejectedTrainingIsOneAndNamesObjectLineAndColumn() {
    cloud.on(INVOKE, 200, Map.of(), REJECTED);

    Typed typed = Typed.line("train", "iris");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.out())
        .contains("outcome                  REJECTED")
        .contains("s3://data/iris/bad.csv:2: column \"a\": must be a decimal number")
        .doesNotContain("metrics");
    assertThat(Typed.line("train", "iris", "--json")).isEqualTo(new Typed(1, REJECTED, ""));
  }

  @Test
  void aTrainingThatThrewIsOneWithItsMessage() {
    cloud.on(
        INVOKE,
        200,
        Map.of("X-Amz-Function-Error", "Unhandled"),
        "{\"errorMessage\":\"out of luck\",\"errorType\":\"a.B\",\"stackTrace\":[]}");

    assertThat(Typed.line("train", "iris"))
        .isEqualTo(new Typed(1, "", "sundial: the training failed: out of luck"));
  }

  @Test
  void trainWithoutWaitingPrintsTheRequest() {
    cloud.on(INVOKE, 202, Map.of(), "");

    Typed typed = Typed.line("train", "iris", "--no-wait", "--json");

    assertThat(typed.exit()).isZero();
    assertThat(typed.out()).matches("\\{\"requestId\":\"[0-9a-f-]{36}\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "versions", "predict"})
  void aModelThatDoesNotExistIsOne(String verb) {
    String[] line =
        verb.equals("predict") ? new String[] {verb, "tulip", "1"} : new String[] {verb, "tulip"};

    assertThat(Typed.line(line))
        .isEqualTo(new Typed(1, "", "sundial: stage local has no model tulip, only iris"));
  }

  @Test
  void dataPutUploadsEveryFileUnderItsName() throws IOException {
    cloud.on("PUT /data/iris/", 200, Map.of("x-amz-version-id", "v1"), "");
    Path odd = Files.writeString(home.resolve("mön day & +%20.csv"), "a\n1\n");
    Path plain = Files.writeString(home.resolve("b.CSV"), "a\n2\n");

    Typed typed = Typed.line("data", "put", "iris", odd.toString(), plain.toString(), "--json");

    assertThat(typed.exit()).isZero();
    assertThat(typed.out())
        .isEqualTo(
            "[{\"bucket\":\"data\",\"key\":\"iris/mön day & +%20.csv\",\"version\":\"v1\"},"
                + "{\"bucket\":\"data\",\"key\":\"iris/b.CSV\",\"version\":\"v1\"}]");
    assertThat(cloud.requests).hasSize(2);
    assertThat(cloud.requests.getFirst())
        .startsWith("PUT /data/iris/m%C3%B6n%20day%20%26%20%2B%2520.csv");
  }

  @Test
  void dataPutUploadsNothingWhenOneFileIsWrong() throws IOException {
    Path good = Files.writeString(home.resolve("a.csv"), "a\n");
    Path text = Files.writeString(home.resolve("a.txt"), "a\n");
    Path twin =
        Files.writeString(Files.createDirectories(home.resolve("x")).resolve("a.csv"), "a\n");

    for (Path wrong : new Path[] {text, twin, home, home.resolve("none.csv")}) {
      Typed typed = Typed.line("data", "put", "iris", good.toString(), wrong.toString());
      assertThat(typed.exit()).as(wrong.toString()).isEqualTo(1);
      assertThat(typed.err()).startsWith("sundial: ").contains(wrong.toString());
    }
    assertThat(cloud.requests).isEmpty();
  }

  @Test
  void predictSendsAFileAndPrintsTheAnswer() throws IOException {
    String row = "{\"a\":1}";
    Path file = Files.writeString(home.resolve("a row.json"), row);
    String answer = "{\"prediction\":[\"setosa\"],\"version\":\"v\"}";
    cloud.on("POST /models/iris/predict", 200, Map.of("x-model-stale", "true"), answer);

    assertThat(Typed.line("predict", "iris", "--json", file.toString()))
        .isEqualTo(
            new Typed(
                0,
                answer,
                "sundial: a newer version could not be loaded, the last good one answered"));
    assertThat(cloud.requests).containsExactly("POST /models/iris/predict " + row);
  }

  @Test
  void predictBringsTheTokenOfAFileWhereTheStageTakesTokens() throws IOException {
    Path row = Files.writeString(home.resolve("row.json"), "{\"a\":1}");
    Path token = Files.writeString(home.resolve("token"), " e30.e30.s3cr3t\n");
    String[] line = {"predict", "iris", "--json", row.toString(), "--token", token.toString()};
    cloud.on("POST /models/iris/predict", 200, Map.of(), "{\"prediction\":[1]}");

    assertThat(Typed.line(line))
        .isEqualTo(new Typed(1, "", "sundial: this stage takes no tokens: its auth is not jwt"));
    assertThat(cloud.requests).isEmpty();
    cloud.auth = "jwt";
    assertThat(Typed.line(line).exit()).isZero();
    assertThat(cloud.authorizations).containsExactly("Bearer e30.e30.s3cr3t");
    cloud.on("POST /models/iris/predict", 403, Map.of(), "{\"Message\":\"User is not\"}");
    assertThat(Typed.line(line)).isEqualTo(new Typed(1, "", "sundial: 403 User is not"));
  }

  @Test
  void predictNeverRepeatsAToken() throws IOException {
    cloud.auth = "jwt";
    Path row = Files.writeString(home.resolve("row.json"), "{\"a\":1}");
    Path file = Files.writeString(home.resolve("token"), "s3cr3t with\nlines");
    for (String given : List.of("s3cr3t.s3cr3t.s3cr3t", "s3cr3t" + "x".repeat(400), "" + file)) {
      Typed typed = Typed.line("predict", "iris", "--json", "" + row, "--token", given);
      assertThat(typed.exit()).isEqualTo(1);
      assertThat(typed.out() + typed.err()).doesNotContain("s3cr3t").contains("token");
    }
    assertThat(Typed.line("predict", "iris", "--json", "" + row).err())
        .contains("--token FILE", "SUNDIAL_TOKEN");
    assertThat(cloud.requests).isEmpty();
  }

  @Test
  void predictTellsWhatTheApiRefuses() throws IOException {
    Path file = Files.writeString(home.resolve("row.json"), "{}");
    cloud.on(
        "POST /models/iris/predict", 422, Map.of(), "{\"error\":\"feature \\\"a\\\" is missing\"}");

    assertThat(Typed.line("predict", "iris", "--json", file.toString()))
        .isEqualTo(new Typed(1, "", "sundial: 422 feature \"a\" is missing"));
    assertThat(Typed.line("predict", "iris", "--json", "none.json"))
        .isEqualTo(new Typed(1, "", "sundial: none.json is not a file"));
  }

  @Test
  void clockShowsWhatRanOnTheWay() {
    String json =
        "{\"now\":\"2026-11-21T15:15:00Z\",\"offset\":\"PT36H\",\"ran\":[{\"at\":"
            + "\"2026-11-20T04:10:00Z\",\"kind\":\"schedule\",\"name\":\"probe\"},{\"at\":"
            + "\"2026-11-20T04:15:00Z\",\"kind\":\"schedule\",\"name\":\"daily\"},{\"at\":"
            + "\"2026-11-20T04:20:00Z\",\"kind\":\"schedule\",\"name\":\"probe\"}]}";
    cloud.on("POST /_sundial/clock", 200, Map.of(), json);

    assertThat(Typed.line("clock", "advance", "PT36H").out().lines())
        .containsExactly(
            "now     2026-11-21T15:15:00Z",
            "offset  PT36H",
            "ran     2026-11-20T04:10:00Z  schedule  probe, 2 times until 2026-11-20T04:20:00Z",
            "ran     2026-11-20T04:15:00Z  schedule  daily");
    assertThat(Typed.line("clock", "advance", "P1DT12H", "--json"))
        .isEqualTo(new Typed(0, json, ""));
    assertThat(cloud.requests).hasSize(2).allMatch(r -> r.endsWith("{\"advance\":\"PT36H\"}"));
  }

  @Test
  void clockTellsWhyItWasRefused() {
    cloud.on("POST /_sundial/clock", 400, Map.of(), "{\"message\":\"forward only\"}");

    assertThat(Typed.line("clock", "set", "2020-01-01T00:00:00Z"))
        .isEqualTo(new Typed(1, "", "sundial: forward only"));
    assertThat(Typed.line("clock", "--stage", "prod").err())
        .isEqualTo("sundial: only the local cloud's clock can be seen and moved");
  }

  @Test
  void logsPrintsTheNewestLinesOldestFirst() {
    cloud.on(
        "POST /",
        200,
        Map.of("Content-Type", "application/x-amz-json-1.1"),
        "{\"events\":["
            + "{\"eventId\":\"1\",\"timestamp\":1000,\"logStreamName\":\"s\",\"message\":\"one\"},"
            + "{\"eventId\":\"2\",\"timestamp\":2000,\"logStreamName\":\"s\",\"message\":\"<b>\\n\"}"
            + "]}");

    assertThat(Typed.line("logs", "iris", "-n", "1").out()).isEqualTo("1970-01-01T00:00:02Z  <b>");
    Typed json = Typed.line("logs", "prediction", "--json");
    assertThat(json.out()).startsWith("[{\"at\":\"1970-01-01T00:00:01Z\",\"stream\":\"s\"");
    assertThat(JsonReader.read("out", json.out())).isNotNull();
    assertThat(cloud.requests.getFirst()).contains("\"/aws/lambda/trainer\"");
    assertThat(cloud.requests.getLast()).contains("\"/aws/lambda/predictor\"");
  }

  @ParameterizedTest
  @CsvSource({
    "prediction,predictor",
    "probe,prober",
    "slack,teller",
    "sweep,sweeper",
    "authorizer,asker"
  })
  void logsKnowsTheStagesFunctionsByShortNames(String name, String function) {
    cloud.on("POST /", 200, Map.of(), "{\"events\":[]}");

    assertThat(Typed.line("logs", name)).isEqualTo(new Typed(0, "", ""));
    assertThat(cloud.requests.getLast()).contains("\"/aws/lambda/" + function + "\"");
    assertThat(Typed.line("logs", "--help").out()).contains("'" + name + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://localhost:4566/s3cr3t | must have one of the hosts 127.0.0.1, hooks.slack.com; localhost is none of them
          http://a@127.0.0.1/s3cr3t    | must have no user information, which is what stands before an @
          http://127.0.0.1/x#s3cr3t    | must have no fragment, which is what stands after a #
          http://hooks.slack.com/x     | must be https; http is for 127.0.0.1 only
          """)
  void slackSetSaysWhatIsWrongWithAUrlAndKeepsNone(String url, String problem) {
    cloud.on(
        "GET /2015-03-31/functions/teller/configuration",
        200,
        Map.of(),
        "{\"Environment\":{\"Variables\":{\"SUNDIAL_SLACK_HOSTS\":\"hooks.slack.com,127.0.0.1\"}}}");
    InputStream in = System.in;
    System.setIn(new ByteArrayInputStream(url.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(Typed.line("slack", "set"))
          .isEqualTo(new Typed(1, "", "sundial: the webhook's URL " + problem));
    } finally {
      System.setIn(in);
    }
    assertThat(cloud.requests).hasSize(1);
  }

  @Test
  void logsOfAFunctionThatDoesNotExistIsOne() {
    cloud.on("POST /", 400, error("ResourceNotFoundException"), "{\"message\":\"no such group\"}");

    Typed typed = Typed.line("logs", "tulip");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(
            "sundial: stage local has no logs of tulip: it is prediction, probe, slack, sweep,"
                + " authorizer, a model (iris) or a function's full name");
  }
}
