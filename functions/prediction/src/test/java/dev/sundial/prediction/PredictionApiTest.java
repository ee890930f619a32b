package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.ModelName;
import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.serving.IrisScorers;
import dev.sundial.serving.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionApiTest {
  private static final String ROW = "{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final Gateway gateway = Gateway.ofIris();

  @BeforeEach
  void promote() {
    gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());
  }

  @Test
  void answersOneRow() throws IOException {
    assertThat(gateway.predict(ROW))
        .isEqualTo(
            new Answer(
                200,
                Map.of("x-model-name", "iris", "x-model-version", "20261120T000001Z-000000"),
                "{\"prediction\":[\"setosa\"],\"scores\":[{\"setosa\":0.75,\"other\":0.25}],"
                    + "\"model\":\"iris\",\"version\":\"20261120T000001Z-000000\"}"));
  }

  @Test
  void answersAListInItsOrder() throws IOException {
    String other = "{\"petal width (cm)\":2,\"petal length (cm)\":6}";
    assertThat(gateway.predict("[" + other + "," + ROW + "]").body())
        .isEqualTo(
            "{\"prediction\":[\"other\",\"setosa\"],"
                + "\"scores\":[{\"setosa\":0.0,\"other\":1.0},{\"setosa\":0.75,\"other\":0.25}],"
                + "\"model\":\"iris\",\"version\":\"20261120T000001Z-000000\"}");
  }

  @Test
  void answersAListOfOneLikeOneRow() throws IOException {
    assertThat(gateway.predict("[" + ROW + "]")).isEqualTo(gateway.predict(ROW));
  }

  @Test
  void answersARegressionWithNumbers() throws IOException {
    gateway.source.promote(Gateway.IRIS, 2, IrisScorers.regression());
    assertThat(gateway.predict("[" + ROW + "," + ROW + "]").body())
        .isEqualTo(
            "{\"prediction\":[13.0,13.0],\"model\":\"iris\",\"version\":\"20261120T000002Z-000000\"}");
  }

  @Test
  void answersTheFirstLabelOfEqualScores() throws IOException {
    gateway.source.promote(Gateway.IRIS, 2, IrisScorers.undecided());
    assertThat(gateway.predict(ROW).body())
        .startsWith("{\"prediction\":[\"setosa\"],\"scores\":[{\"setosa\":0.5,\"other\":0.5}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "15e-1", "1.50000", "0.15E1", "1.5e0"})
  void readsEveryWayToWriteANumber(String number) throws IOException {
    String row = "{\"petal length (cm)\":" + number + ",\"petal width (cm)\":-0}";
    assertThat(gateway.predict(row).status()).isEqualTo(200);
    assertThat(gateway.predict(row).body()).startsWith("{\"prediction\":[\"setosa\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7976931348623157e308", "-1.7976931348623157e308", "1e-999", "0"})
  void answersTheLargestAndTheSmallestNumbers(String number) throws IOException {
    String row = "{\"petal length (cm)\":" + number + ",\"petal width (cm)\":" + number + "}";
    for (int version = 2; version < 4; version++) {
      gateway.source.promote(
          Gateway.IRIS, version, version == 2 ? IrisScorers.tree() : IrisScorers.undecided());
      gateway.clock.advance(Duration.ofMinutes(1));
      assertThat(gateway.predict(row).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          422 | {"petal length (cm)":1} | feature "petal width (cm)" is missing
          422 | {} | features "petal length (cm)", "petal width (cm)" are missing
          422 | {"petal length (cm)":1,"petal width (cm)":2,"colour":3} | feature "colour" is not known to the model iris
          422 | {"petal length (cm)":1,"petal length (cm)":2} | feature "petal length (cm)" is given twice
          422 | {"petal length (cm)":"1"} | feature "petal length (cm)" must be a number, was a text
          422 | {"petal length (cm)":true} | feature "petal length (cm)" must be a number, was a boolean
          422 | {"petal length (cm)":null} | feature "petal length (cm)" must be a number, was null
          422 | {"petal length (cm)":[1]} | feature "petal length (cm)" must be a number, was a list
          422 | {"petal length (cm)":{"x":1}} | feature "petal length (cm)" must be a number, was an object
          422 | {"petal length (cm)":1e999} | feature "petal length (cm)" is out of range: it must be a finite number
          422 | {"petal length (cm)":-1e309} | feature "petal length (cm)" is out of range: it must be a finite number
          422 | [] | the list is empty; send at least one row
          422 | [{"petal length (cm)":1,"petal width (cm)":2},{"petal length (cm)":1}] | row 1: feature "petal width (cm)" is missing
          422 | [[1,2]] | row 0: it must be an object of named features, was a list
          422 | [1] | row 0: it must be an object of named features, was a number
          422 | 5 | the body must be an object of named features, was a number
          422 | "text" | the body must be an object of named features, was a text
          422 | null | the body must be an object of named features, was null
          400 | {"petal length (cm)":NaN} | the body is not JSON: NaN and Infinity are no numbers, each must be finite at line 1, column 25, at "petal length (cm)"
          400 | {"petal length (cm)":Infinity} | the body is not JSON: NaN and Infinity are no numbers, each must be finite at line 1, column 30, at "petal length (cm)"
          400 | {"petal length (cm)":1 | the body is not JSON at line 1, column 23, at "petal length (cm)"
          400 | {"petal length (cm)":01} | the body is not JSON at line 1, column 23, at "petal length (cm)"
          400 | {petal:1} | the body is not JSON at line 1, column 2
          400 | {"petal length (cm)":1,"petal width (cm)":2}x | the body is not JSON at line 1, column 45
          400 | {"petal length (cm)":1,"petal width (cm)":2}{} | the body goes on after its end
          400 | // comment | the body is not JSON at line 1, column 1
          """)
  void refusesABodyNamingWhatIsWrong(int status, String body, String error) throws IOException {
    Answer answer = gateway.predict(body);
    assertThat(answer.body()).isEqualTo(error(error));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .isEqualTo(Map.of("x-model-name", "iris", "x-model-version", "20261120T000001Z-000000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void refusesAnEmptyBody(String body) throws IOException {
    assertThat(gateway.predict(body).status()).isEqualTo(400);
    assertThat(gateway.predict(body).body())
        .isEqualTo(error("the body is empty; send an object of named features, or a list"));
  }

  @Test
  void refusesAMissingBody() throws IOException {
    assertThat(gateway.send("POST", "/predict", JSON, null).status()).isEqualTo(400);
  }

  @Test
  void refusesDeepNestingAndLongNumbers() throws IOException {
    assertThat(gateway.predict("[".repeat(100_000)).status()).isEqualTo(422);
    String deep = "{\"petal length (cm)\":" + "[".repeat(1000);
    assertThat(gateway.predict(deep).status()).isEqualTo(422);
    String number = "{\"petal length (cm)\":0." + "1".repeat(200) + "}";
    assertThat(gateway.predict(number).status()).isEqualTo(400);
  }

  @Test
  void doesNotEchoALongNameWhole() throws IOException {
    assertThat(gateway.predict("{\"" + "x".repeat(5000) + "\":1}").body())
        .isEqualTo(error("feature \"" + "x".repeat(100) + "…\" is not known to the model iris"));
  }

  @Test
  void echoesHalfACharacterAsAQuestionMark() throws IOException {
    assertThat(gateway.predict("{\"\\ud83d\":1}").body())
        .isEqualTo(error("feature \"?\" is not known to the model iris"));
    assertThat(gateway.predict("{\"" + "x".repeat(99) + "\ud83d\udca5\":1}").body())
        .isEqualTo(error("feature \"" + "x".repeat(99) + "?…\" is not known to the model iris"));
  }

  @Test
  void readsTenThousandRowsAndNotOneMore() throws IOException {
    assertThat(gateway.predict(rows(10_000)).status()).isEqualTo(200);
    Answer more = gateway.predict(rows(10_001));
    assertThat(more.status()).isEqualTo(413);
    assertThat(more.body()).isEqualTo(error("a request may hold at most 10000 rows"));
  }

  @Test
  void readsOneMebibyteAndNotOneMore() throws IOException {
    String body = ROW + " ".repeat(1024 * 1024 - ROW.length());
    assertThat(gateway.predict(body).status()).isEqualTo(200);
    assertThat(gateway.predict(body + " ").status()).isEqualTo(413);
    assertThat(gateway.predict(body + " ").body())
        .isEqualTo(error("the body may have at most 1048576 bytes"));
    String wide = "é".repeat(1024 * 512);
    assertThat(gateway.predict(wide).status()).isEqualTo(400);
    assertThat(gateway.predict(wide + "é").status()).isEqualTo(413);
  }

  @Test
  void refusesRowsWhoseAnswerLambdaCouldNotCarry() throws IOException {
    int labels = 10_000;
    gateway.source.promote(Gateway.IRIS, 2, wide(labels));
    assertThat(gateway.predict(rows(2)).status()).isEqualTo(200);
    assertThat(gateway.predict(rows(51)).body())
        .isEqualTo(error("the answer to 51 rows would be too large; send at most 50 rows at once"));
    Answer answer = gateway.predict(rows(50));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body())
        .isEqualTo(error("the answer would be too large; send fewer rows at once"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "Application/JSON, 200",
    "application/json; charset=utf-8, 200",
    "application/json;charset=\"UTF-8\", 200",
    "application/json; charset=latin1, 415",
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/jsonx, 415",
    "'', 415"
  })
  void readsJsonInUtf8AndNoOtherMediaType(String type, int status) throws IOException {
    assertThat(gateway.send("POST", "/predict", Map.of("content-TYPE", type), ROW).status())
        .isEqualTo(status);
  }

  @Test
  void takesABodyWithoutMediaTypeForJson() throws IOException {
    assertThat(gateway.send("POST", "/predict", Map.of(), ROW).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"identity, 200", "gzip, 415", "br, 415"})
  void readsNoContentEncoding(String encoding, int status) throws IOException {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Content-Encoding", encoding);
    assertThat(gateway.send("POST", "/predict", headers, ROW).status()).isEqualTo(status);
  }

  @Test
  void tellsMethodsApart() throws IOException {
    Answer get = gateway.send("GET", "/predict", Map.of(), null);
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.headers()).isEqualTo(Map.of("allow", "POST"));
    assertThat(gateway.send("POST", "/health", JSON, "").headers())
        .isEqualTo(Map.of("allow", "GET, HEAD"));
    assertThat(gateway.send("DELETE", "/models/iris/predict", JSON, "").status()).isEqualTo(405);
    assertThat(gateway.send("post", "/predict", JSON, ROW).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "predict",
        "/predict/",
        "//predict",
        "/Predict",
        "/models",
        "/models/iris",
        "/models/iris/predict/",
        "/models/iris/score",
        "/models//predict",
        "/v1",
        "/v1/models/",
        "/v1/models/iris/versions",
        "/v1/models/iris/predict",
        "/v2/models/iris/infer/",
        "/v2/health",
        "/models/a/b/predict",
        "/%2Fpredict",
        "/health/live"
      })
  void findsNothingAtOtherPaths(String path) throws IOException {
    Answer answer = gateway.post(path, ROW);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/models/iris/predict", "/models/%69ris/predict", "/m%6Fdels/i%72is/%70redict"})
  void readsPathsPercentEncodedOrNot(String path) throws IOException {
    assertThat(gateway.post(path, ROW).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/models/wine/predict, wine",
    "/models/a%20b/predict, a b",
    "/models/a+b/predict, a+b",
    "/models/a%2Fb/predict, a/b",
    "/models/100%/predict, 100%",
    "/models/%zz/predict, %zz",
    "/models/IRIS/predict, IRIS"
  })
  void knowsNoOtherModels(String path, String name) throws IOException {
    Answer answer = gateway.post(path, ROW);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(error("Model with name " + name + " does not exist. There are: iris"));
  }

  @Test
  void listsTheModelsWhenThereIsNoDefault() throws IOException {
    ModelName wine = new ModelName("wine");
    Gateway two = new Gateway(List.of(Gateway.IRIS, wine), null);
    two.source.promote(wine, 1, IrisScorers.tree());
    Answer answer = two.predict(ROW);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            error(
                "this stage has no default model; POST to /models/{model}/predict with one of:"
                    + " iris, wine"));
    assertThat(two.post("/models/wine/predict", ROW).status()).isEqualTo(200);
  }

  @Test
  void saysWhenToAskAgainWhileThereIsNoVersion() throws IOException {
    gateway.source.clear(Gateway.IRIS);
    assertThat(gateway.predict(ROW))
        .isEqualTo(
            new Answer(
                503, Map.of("retry-after", "5"), error("the model iris has no version yet")));
  }

  @Test
  void checksWhatItCanBeforeItSaysThatNothingServes() throws IOException {
    gateway.source.clear(Gateway.IRIS);
    assertThat(gateway.send("POST", "/predict", Map.of("Content-Type", "text/csv"), "1").status())
        .isEqualTo(415);
  }

  @Test
  void marksAnswersOfAVersionThatIsNotTheNewest() throws IOException {
    gateway.predict(ROW);
    Wanted bad = gateway.source.promote(Gateway.IRIS, 2, IrisScorers.tree());
    gateway.source.spoil(bad);
    gateway.clock.advance(Duration.ofMinutes(1));
    assertThat(gateway.predict(ROW).headers())
        .isEqualTo(
            Map.of(
                "x-model-name",
                "iris",
                "x-model-version",
                "20261120T000001Z-000000",
                "x-model-stale",
                "true"));
  }

  @Test
  void judgesARequestByTheSchemaOfTheVersionThatAnswers() throws IOException {
    gateway.predict(ROW);
    FeatureSchema other = FeatureSchema.regression("weight", List.of("mass"));
    gateway.source.promote(
        Gateway.IRIS,
        2,
        new LinearScorer(other, new double[1], new double[] {1}, new double[1], new double[] {1}));
    assertThat(gateway.predict(ROW).status()).isEqualTo(200);
    gateway.clock.advance(Duration.ofMinutes(1));
    assertThat(gateway.predict(ROW).status()).isEqualTo(422);
    assertThat(gateway.predict("{\"mass\":3}").body()).startsWith("{\"prediction\":[3.0]");
  }

  @Test
  void isHealthyWithoutAModel() throws IOException {
    gateway.source.clear(Gateway.IRIS);
    assertThat(gateway.send("GET", "/health", Map.of(), null))
        .isEqualTo(new Answer(200, Map.of(), "{\"status\":\"ok\",\"models\":[\"iris\"]}"));
    assertThat(gateway.send("HEAD", "/health", Map.of(), null))
        .isEqualTo(new Answer(200, Map.of(), ""));
    assertThat(gateway.source.asked).isEmpty();
  }

  private static String rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> ROW).collect(Collectors.joining(",", "[", "]"));
  }

  /** Labels that JSON must escape, and escape again inside the proxy response. */
  private static LinearScorer wide(int labels) {
    FeatureSchema schema =
        FeatureSchema.classification(
            "t",
            IrisScorers.SCHEMA.features(),
            IntStream.range(0, labels).mapToObj(i -> "\"label\" " + i).toList());
    double[] ones = {1, 1};
    return new LinearScorer(schema, ones, ones, new double[labels], new double[2 * labels]);
  }

  private static String error(String message) {
    return "{\"error\":\"" + message.replace("\"", "\\\"") + "\"}";
  }
}
