package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.sundial.bench.ApiBench.Server;
import dev.sundial.bench.FunctionBench.Shown;
import dev.sundial.bench.FunctionBench.Turn;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServingBenchTest {

  @Test
  void percentilesAreNearestRanks() {
    Samples four = new Samples(new double[] {40, 10, 30, 20});
    assertThat(four.median()).isEqualTo(25);
    assertThat(four.percentile(50)).isEqualTo(20);
    assertThat(four.percentile(51)).isEqualTo(30);
    assertThat(four.percentile(99)).isEqualTo(40);
    assertThat(new Samples(new double[] {7}).percentile(1)).isEqualTo(7);
    assertThat(new Samples(new double[] {3, 1, 2}).median()).isEqualTo(2);
    assertThatThrownBy(() -> new Samples(new double[0])).hasMessage("no samples");
  }

  @Test
  void theFirstHalfOfTheInvocationsWarmsUp() {
    long second = 1_000_000_000;
    long[] answered = {3 * second, 7 * second, 8 * second, 9 * second};
    assertThat(FunctionBench.shown(second, answered, 64)).isEqualTo(new Shown(2, 1, 64));
    assertThat(FunctionBench.shown(second, new long[] {3 * second}, 64))
        .isEqualTo(new Shown(2, 0, 64));
  }

  @Test
  void aProcessIsTheMedianOfItsRounds() {
    Map<Turn, List<Shown>> started = new EnumMap<>(Turn.class);
    started.put(Turn.SUNDIAL, List.of(shown(0.25), shown(0.125), shown(9)));
    Map<Turn, List<Shown>> warm = new EnumMap<>(Turn.class);
    warm.put(Turn.NOTHING, List.of(new Shown(1, 4000, 60), new Shown(1, 2000, 50)));
    Map<Turn, List<Shown>> restored = new EnumMap<>(Turn.class);
    restored.put(Turn.SUNDIAL, List.of(shown(0.015625)));
    assertThat(FunctionBench.figures(started, List.of(0.5, 0.75, 1.0), restored, warm))
        .containsExactly(
            new Figure("process start to first answer", "sundial", 250, "ms"),
            new Figure("process start to first answer", "a python3 with scikit-learn", 750, "ms"),
            new Figure("restore to first answer", "sundial", 15.625, "ms"),
            new Figure(
                "warm invocations, one at a time", "a handler that does nothing", 3000, "/s"),
            new Figure("memory of the warm process", "a handler that does nothing", 55, "MB"));
  }

  private static Shown shown(double first) {
    return new Shown(first, 0, 0);
  }

  @Test
  void aServerIsTheMedianOfItsTurns() {
    List<ApiBench.Turn> turns =
        List.of(
            new ApiBench.Turn(2, new double[] {100, 200, 300, 400}),
            new ApiBench.Turn(1, new double[] {500, 500}),
            new ApiBench.Turn(1, new double[] {900}));
    assertThat(ApiBench.figures(List.of(new Server("it", 1, 1)), List.of(turns), 8))
        .containsExactly(
            new Figure("API, 8 connections, requests", "it", 2, "/s"),
            new Figure("API, 8 connections, p50", "it", 500, "µs"),
            new Figure("API, 8 connections, p95", "it", 500, "µs"),
            new Figure("API, 8 connections, p99", "it", 500, "µs"));
  }

  @Test
  void theEventIsThreeKilobytesAndHoldsTheBody() throws Exception {
    String event = new String(ServedIris.event(), UTF_8);
    assertThat(event.length()).isBetween(2_700, 3_300);
    assertThat(event).contains(ServedIris.body().replace("\"", "\\\""));
  }

  @Test
  void theScorerKnowsItsFlowers() throws Exception {
    Scorer scorer = ScorerFormat.read(ServedIris.scorer());
    assertThat(label(scorer, 5.1, 3.5, 1.4, 0.2)).isEqualTo("setosa");
    assertThat(label(scorer, 6.0, 2.9, 4.3, 1.3)).isEqualTo("versicolor");
    assertThat(label(scorer, 6.5, 3.0, 5.8, 2.2)).isEqualTo("virginica");
  }

  private static String label(Scorer scorer, double... row) {
    double[] scores = new double[3];
    scorer.score(row, scores);
    return scorer.schema().labels().get(Scorer.best(scores, 0, 3));
  }

  @Test
  void loadsAServerThatKeepsConnectionsAndOneThatDoesNot() throws Exception {
    HttpServer keeps = server(false);
    HttpServer closes = server(true);
    try {
      long pid = ProcessHandle.current().pid();
      List<Server> servers =
          List.of(
              new Server("keeps", keeps.getAddress().getPort(), pid),
              new Server("closes", closes.getAddress().getPort(), pid));
      List<Figure> figures = new ApiBench(servers).run(0.05, 1);
      assertThat(figures).hasSize(2 * (2 * 4 + 1)).allMatch(figure -> figure.value() > 0);
    } finally {
      keeps.stop(0);
      closes.stop(0);
    }
  }

  @Test
  void doesNotMeasureRefusals() throws Exception {
    HttpServer refuses =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    refuses.start();
    try {
      Server server = new Server("it", refuses.getAddress().getPort(), 1);
      assertThatThrownBy(() -> new ApiBench(List.of(server)).run(0.05, 1))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("it answered 404");
    } finally {
      refuses.stop(0);
    }
  }

  /** Answers with a body of known length, or in chunks and an end. */
  private static HttpServer server(boolean closes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    byte[] answer = "{\"label\":\"setosa\"}".getBytes(UTF_8);
    server.createContext(
        ApiBench.PATH,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (closes) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
          exchange.sendResponseHeaders(200, closes ? 0 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void everyFamilyScoresABatch() throws Exception {
    for (String trainer :
        List.of("logistic-regression", "cart", "random-forest", "gradient-boosting")) {
      ScoringBenchmark benchmark = new ScoringBenchmark();
      benchmark.rows = 60;
      benchmark.trainer = trainer;
      benchmark.train();
      double[] scores = benchmark.score();
      assertThat(scores).hasSize(ScoringBenchmark.BATCH * 3);
      assertThat(Arrays.stream(scores).sum()).isCloseTo(ScoringBenchmark.BATCH, within(1e-6));
    }
  }

  @Test
  void theRuntimeStubGivesItsEventUntilAllAreAnswered() throws Exception {
    byte[] event = "{\"asked\":1}".getBytes(UTF_8);
    try (RuntimeStub stub = new RuntimeStub(event, 2);
        HttpClient client = HttpClient.newHttpClient()) {
      String base = "http://" + stub.address() + "/2018-06-01/runtime/invocation/";
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> next = client.send(get(base + "next"), BodyHandlers.ofString());
        assertThat(next.body()).isEqualTo("{\"asked\":1}");
        String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
        String answer = "{\"statusCode\":200,\"of\":" + i + "}";
        assertThat(
                client
                    .send(post(base + id + "/response", answer), BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(202);
      }
      assertThat(stub.await(10)).hasSize(2).isSorted();
    }
  }

  @Test
  void theRuntimeStubHoldsASnapshotUntilItIsRestored() throws Exception {
    try (RuntimeStub stub = new RuntimeStub(new byte[0], 1);
        HttpClient client = HttpClient.newHttpClient()) {
      String base = "http://" + stub.address();
      CompletableFuture<HttpResponse<String>> restored =
          client.sendAsync(get(base + "/2018-06-01/runtime/restore/next"), BodyHandlers.ofString());
      stub.awaitSnapshot(10);
      assertThat(restored).isNotDone();
      stub.restore();
      assertThat(restored.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(client.send(get(base + "/credentials"), BodyHandlers.ofString()).body())
          .contains("\"AccessKeyId\":\"AKIDEXAMPLE\"");
    }
  }

  @Test
  void theRuntimeStubRefusesWhatIsNoSuccess() throws Exception {
    try (RuntimeStub stub = new RuntimeStub(new byte[0], 2);
        HttpClient client = HttpClient.newHttpClient()) {
      String base = "http://" + stub.address() + "/2018-06-01/runtime/invocation/";
      client.send(get(base + "next"), BodyHandlers.ofString());
      client.send(post(base + "a/response", "{\"statusCode\":503}"), BodyHandlers.ofString());
      assertThatThrownBy(() -> stub.await(10)).hasMessage("answered {\"statusCode\":503}");
    }
  }

  private static HttpRequest get(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpRequest post(String uri, String body) {
    return HttpRequest.newBuilder(URI.create(uri))
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
