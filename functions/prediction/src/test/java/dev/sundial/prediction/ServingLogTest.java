package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.serving.IrisScorers;
import dev.sundial.serving.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingLogTest {
  private static final String ROW = "{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}";
  private static final String HEAD =
      "{\"_aws\":{\"Timestamp\":1795176000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Sundial\","
          + "\"Dimensions\":[[\"Stage\",\"Model\"]],"
          + "\"Metrics\":[{\"Name\":\"PredictionFailures\",\"Unit\":\"Count\"}]}]},"
          + "\"Stage\":\"local\",\"Model\":\"iris\",\"PredictionFailures\":";
  private static final String FIRST = "20261120T000001Z-000000";
  private static final String SECOND = "20261120T000002Z-000000";

  private final Gateway gateway = Gateway.ofIris();
  private final Wanted wanted = gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());

  @Test
  void writesOneLineForEachPredictionAndSaysWhatItLoaded() throws IOException {
    gateway.predict(ROW);
    gateway.predict("[" + ROW + "," + ROW + "]");
    assertThat(lines())
        .containsExactly(
            HEAD
                + "0,\"version\":\""
                + FIRST
                + "\",\"stale\":false,\"rows\":1,\"millis\":T,\"modelLoadMillis\":T,"
                + "\"requestId\":\"from-gateway\"}",
            HEAD
                + "0,\"version\":\""
                + FIRST
                + "\",\"stale\":false,\"rows\":2,\"millis\":T,\"requestId\":\"from-gateway\"}");
  }

  @Test
  void writesNoLineForWhatACallerGotWrong() throws IOException {
    gateway.predict("{}");
    gateway.predict("");
    gateway.post("/models/wine/predict", ROW);
    gateway.send("GET", "/health", Map.of(), null);
    gateway.send("GET", "/predict", Map.of(), null);
    byte[] unused = gateway.raw("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(gateway.predictions.size()).isZero();
  }

  @Test
  void countsEveryAnswerOfAnOlderVersionUntilTheNewerOneIsThere() throws IOException {
    gateway.predict(ROW);
    Wanted bad = gateway.source.promote(Gateway.IRIS, 2, IrisScorers.tree());
    gateway.source.spoil(bad);
    gateway.clock.advance(Duration.ofMinutes(1));
    gateway.predict(ROW);
    gateway.predict(ROW);
    String failed =
        "1,\"version\":\""
            + FIRST
            + "\",\"stale\":true,\"rows\":1,\"millis\":T,\"requestId\":\"from-gateway\","
            + "\"kind\":\"scorer-refused\",\"why\":\"has another SHA-256\",\"wanted\":\""
            + SECOND
            + "\",\"key\":\"models/iris/2\"}";
    assertThat(tails(1)).containsExactly(failed, failed);
    gateway.source.repair(bad, IrisScorers.tree());
    gateway.clock.advance(Duration.ofMinutes(1));
    gateway.predict(ROW);
    assertThat(tails(3).getFirst()).startsWith("0,\"version\":\"" + SECOND);
  }

  @Test
  void saysThatThePointerCannotBeReadAndNoMoreOnceItCan() throws IOException {
    gateway.predict(ROW);
    gateway.source.pointersFail = true;
    gateway.clock.advance(Duration.ofMinutes(1));
    gateway.predict(ROW);
    gateway.predict(ROW);
    assertThat(tails(1))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("1,")
                    .contains("\"stale\":true")
                    .endsWith("\"kind\":\"pointer-unread\",\"why\":\"no table\"}"));
    gateway.source.pointersFail = false;
    Wanted bad = gateway.source.promote(Gateway.IRIS, 2, IrisScorers.tree());
    gateway.source.spoil(bad);
    gateway.clock.advance(Duration.ofSeconds(5));
    gateway.predict(ROW);
    assertThat(tails(3).getFirst()).contains("\"kind\":\"scorer-refused\"");
  }

  @Test
  void countsWhatNoVersionCanAnswer() throws IOException {
    gateway.source.scorersFail = true;
    assertThat(gateway.predict(ROW).status()).isEqualTo(503);
    gateway.source.scorersFail = false;
    gateway.source.spoil(wanted);
    assertThat(gateway.predict(ROW).status()).isEqualTo(503);
    assertThat(tails(0))
        .containsExactly(
            "1,\"millis\":T,\"requestId\":\"from-gateway\",\"kind\":\"scorer-unavailable\","
                + "\"why\":\"no bucket\",\"wanted\":\""
                + FIRST
                + "\",\"key\":\"models/iris/1\"}",
            "1,\"millis\":T,\"requestId\":\"from-gateway\",\"kind\":\"scorer-refused\","
                + "\"why\":\"has another SHA-256\",\"wanted\":\""
                + FIRST
                + "\",\"key\":\"models/iris/1\"}");
  }

  @Test
  void countsAChosenVersionThatIsUnreadableAndSaysWhich() throws IOException {
    gateway.source.promote(Gateway.IRIS, 2, IrisScorers.tree());
    gateway.source.spoil(wanted);
    assertThat(gateway.post("/models/iris/versions/" + FIRST + "/predict", ROW).status())
        .isEqualTo(503);
    gateway.predict(ROW);
    assertThat(lines().getFirst())
        .isEqualTo(
            HEAD
                + "1,\"millis\":T,\"requestId\":\"from-gateway\",\"kind\":\"chosen-refused\","
                + "\"why\":\"has another SHA-256\",\"wanted\":\""
                + FIRST
                + "\"}");
    assertThat(lines().getLast()).startsWith(HEAD + "0");
  }

  @Test
  void countsNoFailureOfAModelOfWhichNothingWasPromoted() throws IOException {
    Gateway fresh = Gateway.ofIris();
    assertThat(fresh.predict(ROW).status()).isEqualTo(503);
    assertThat(lines(fresh))
        .containsExactly(
            "{\"at\":\"2026-11-20T12:00:00Z\",\"level\":\"INFO\",\"message\":\"asked for a prediction"
                + " by a model that has no version yet\",\"model\":\"iris\","
                + "\"requestId\":\"from-gateway\"}");
    fresh.source.pointersFail = true;
    assertThat(fresh.predict(ROW).status()).isEqualTo(503);
    assertThat(lines(fresh).getLast())
        .startsWith(HEAD + "1,")
        .endsWith("\"kind\":\"pointer-unread\",\"why\":\"no table\"}");
    fresh.source.pointersFail = false;
    fresh.source.spoil(fresh.source.promote(Gateway.IRIS, 1, IrisScorers.tree()));
    assertThat(fresh.predict(ROW).status()).isEqualTo(503);
    assertThat(lines(fresh).getLast()).startsWith(HEAD + "1,").contains("scorer-refused");
  }

  private List<String> tails(int skip) {
    return lines().stream()
        .skip(skip)
        .map(line -> line.substring(line.indexOf("PredictionFailures\":") + 20))
        .toList();
  }

  private List<String> lines() {
    return lines(gateway);
  }

  /** The times it took are whatever they were. */
  private static List<String> lines(Gateway from) {
    return from.predictions
        .toString(StandardCharsets.UTF_8)
        .replaceAll("millis\":[0-9]+\\.[0-9]{3}", "millis\":T")
        .replaceAll("LoadMillis\":[0-9]+", "LoadMillis\":T")
        .lines()
        .map(line -> line.replaceFirst("Timestamp\":1795176[0-9]{6}", "Timestamp\":1795176000000"))
        .toList();
  }
}
