package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.lambda.environment.Host;
import dev.sundial.local.lambda.fixture.Fixtures;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The service on a clock that is moved by hand, with the functions of the fixture package. */
final class LocalLambda implements AutoCloseable {
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  static final String ROLE = "arn:aws:iam::000000000000:role/fixture";

  final HandClock clock;
  final Activity activity = new Activity();
  final Timeline timeline;
  final RecordedDestinations destinations = new RecordedDestinations();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final Set<String> distrustful = new HashSet<>();

  /** Every value told of any function, such as {@code Errors 1.0}. */
  final List<String> measured = new CopyOnWriteArrayList<>();

  final StateStore store;
  final Lambda lambda;
  private final Path taskRoot;

  LocalLambda(Path folder) {
    this(folder, START);
  }

  /** Opens, or opens again, what the folder holds. */
  LocalLambda(Path folder, Instant now) {
    clock = new HandClock(now);
    timeline = new Timeline(clock, clock::moveTo, activity);
    taskRoot = Fixtures.taskRoot(folder.resolve("package"));
    store = StateStore.open(folder.resolve("state.db"));
    Host host =
        new Host(
            Path.of(System.getProperty("java.home"), "bin/java"),
            Path.of("../runtime/target/lib").toAbsolutePath().normalize(),
            Optional.empty(),
            URI.create("http://127.0.0.1:4566"),
            "us-east-1",
            folder.resolve("lambda"));
    lambda =
        new Lambda(
            store,
            timeline,
            host,
            (group, stream, some) -> some.forEach(line -> lines.add(line.text())),
            destinations,
            (role, function) -> !distrustful.contains(role),
            (metric, unit, at, value) -> measured.add(metric.name() + " " + value),
            2);
  }

  /** Makes a function of one of the fixture's classes. */
  void function(String name, Class<?> handler, int seconds, Map<String, String> variables) {
    function(name, handler, seconds, variables, false, null);
  }

  void function(
      String name,
      Class<?> handler,
      int seconds,
      Map<String, String> variables,
      boolean snapStart,
      @Nullable String deadLetterArn) {
    var code = lambda.functions().addCode(taskRoot);
    lambda
        .functions()
        .put(
            name,
            new FunctionSettings(
                "java25",
                Fixtures.handler(handler),
                ROLE,
                "",
                256,
                seconds,
                variables,
                snapStart,
                "/aws/lambda/" + name,
                List.of("x86_64"),
                deadLetterArn,
                code.sha256(),
                code.bytes()));
  }

  Path taskRoot() {
    return taskRoot;
  }

  Deployment deployment(String logicalId) {
    return new Deployment("test", logicalId, 1, new Assets(Map.of("fixture.zip", taskRoot)), false);
  }

  /** Moves the clock on and returns when nothing is in flight. */
  void advance(Duration by) throws InterruptedException {
    timeline.advanceTo(clock.instant().plus(by));
    activity.awaitQuiet();
  }

  /** Calls the API. */
  AwsResponse call(String method, String path, Map<String, String> headers, String body)
      throws Exception {
    String[] parts = path.split("\\?", 2);
    AwsRequest request =
        new AwsRequest(
            UUID.randomUUID().toString(),
            method,
            parts[0],
            parts.length > 1 ? parts[1] : "",
            Headers.of(headers),
            new Caller.Administrator("test"),
            "us-east-1",
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    try {
      return lambda.service().serve(request);
    } catch (AwsError e) {
      return lambda.service().render(request, e);
    }
  }

  AwsResponse invoke(String function, String payload, Map<String, String> headers)
      throws Exception {
    return call("POST", "/2015-03-31/functions/" + function + "/invocations", headers, payload);
  }

  static String text(AwsResponse response) {
    return switch (response.body()) {
      case AwsResponse.Body.Bytes bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8);
      case AwsResponse.Body.Streamed streamed -> throw new AssertionError("streamed");
    };
  }

  @Override
  public void close() {
    lambda.close();
    timeline.close();
    store.close();
  }
}
