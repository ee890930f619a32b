package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.cli.Verbs;
import dev.sundial.local.LocalCloud;
import dev.sundial.local.clock.OffsetFile;
import dev.sundial.local.stack.StackResult;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** The cloud under test with the stage {@code local} deployed in it. */
public final class Cloud implements AutoCloseable {
  /** The tag of tests that need the local cloud's clock or faults. */
  public static final String LOCAL = "local-cloud";

  static final String ENDPOINT = "SUNDIAL_E2E_ENDPOINT";
  private static final String API = "SUNDIAL_E2E_API";
  private static final String STAGE = "SUNDIAL_E2E_STAGE";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clients clients;
  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();
  private final @Nullable Here here;
  private final Listener listener;

  /** A local cloud that this process runs, and can stop and start. */
  private static final class Here {
    private final LocalCloud.Settings settings;
    private final Path templates;
    private final Verbs verbs;
    private LocalCloud running;

    Here(LocalCloud.Settings settings, Path templates, Verbs verbs) throws Exception {
      this.settings = settings;
      this.templates = templates;
      this.verbs = verbs;
      this.running = LocalCloud.start(settings);
    }
  }

  private Cloud(URI endpoint, URI api, @Nullable Here here) {
    this.clients = new Clients(endpoint);
    this.api = api;
    this.here = here;
    this.listener = Listener.on(clients, names().eventBus());
  }

  static boolean isElsewhere() {
    return System.getenv(ENDPOINT) != null;
  }

  /** Starts the local cloud and deploys the templates, or finds what is deployed elsewhere. */
  static Cloud open() {
    try {
      if (isElsewhere()) {
        String address = Optional.ofNullable(System.getenv(API)).orElse("http://127.0.0.1:8080");
        return new Cloud(URI.create(System.getenv(ENDPOINT)), URI.create(address), null);
      }
      Cloud cloud = here(Checkout.FOLDER, Checkout::templates);
      // These tests let weeks pass with a dozen models, and are not about what watches them.
      cloud.pause(names().probeSchedule(), true);
      cloud.clients.secrets.putSecretValue(
          r -> r.secretId(names().slackSecret()).secretString(cloud.inboxWebhook()));
      return cloud;
    } catch (Exception e) {
      throw new IllegalStateException("the cloud under test did not start: " + e, e);
    }
  }

  /** Starts a small local cloud whose probe looks every five minutes, as it does by default. */
  static Cloud watched() {
    try {
      return here(Checkout.WATCHED, Checkout::watchedTemplates);
    } catch (Exception e) {
      throw new IllegalStateException("the watched cloud did not start: " + e, e);
    }
  }

  /**
   * Starts a small local cloud whose API wants to know who calls.
   *
   * @param settings of its stage
   */
  static Cloud guarded(List<String> settings) {
    try {
      Cloud cloud = here(Checkout.GUARDED, () -> Checkout.guardedTemplates(settings));
      cloud.pause(names().probeSchedule(), true);
      cloud.pause(cloud.model("iris").schedule(), true);
      return cloud;
    } catch (Exception e) {
      throw new IllegalStateException("the guarded cloud did not start: " + e, e);
    }
  }

  private static Cloud here(Path folder, Callable<Path> templates) throws Exception {
    Checkout.clean(folder);
    Path state = Verbs.state(folder);
    LocalCloud.Settings settings = Checkout.settings(state);
    Verbs verbs = Verbs.of(folder, settings.port(), settings.apiPort());
    Here here = new Here(settings, templates.call(), verbs);
    try {
      List<StackResult> unused = here.running.deploy(here.templates, false, event -> {});
      return new Cloud(loopback(settings.port()), loopback(settings.apiPort()), here);
    } catch (RuntimeException e) {
      here.running.close();
      throw e;
    }
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  static ResourceNames names() {
    return new ResourceNames(
        isElsewhere() && System.getenv(STAGE) != null
            ? new StageName(System.getenv(STAGE))
            : StageName.LOCAL);
  }

  Clients clients() {
    return clients;
  }

  Listener listener() {
    return listener;
  }

  /** A model of the stage; a test that needs one which is not deployed elsewhere is not run. */
  Model model(String name) {
    Model model = new Model(this, new ModelName(name));
    if (isElsewhere()) {
      try {
        var unused = clients.lambda.getFunction(r -> r.functionName(model.function()));
      } catch (ResourceNotFoundException e) {
        Assumptions.abort("the model " + name + " is not deployed at " + clients.endpoint());
      }
    }
    return model;
  }

  /** Where the deployed API has a path. */
  URI apiAddress(String path) {
    return api.resolve(path);
  }

  /** A request to the deployed API. */
  HttpResponse<String> api(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(api.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  /** A page of the local cloud, as JSON. */
  JsonNode page(String path) {
    return json(send(HttpRequest.newBuilder(clients.endpoint().resolve("/_sundial/" + path))));
  }

  /** Virtual time. */
  Instant now() {
    return Instant.parse(page("clock").get("now").asText());
  }

  /** Moves the clock; what is due on the way happens, and ends. */
  void advance(Duration duration) {
    clock("advance", duration.toString());
  }

  void advanceTo(Instant instant) {
    clock("set", instant.toString());
  }

  /** Returns when nothing is in flight. */
  void settle() {
    advance(Duration.ZERO);
  }

  private void clock(String verb, String value) {
    JsonNode unused = post("clock", "{\"%s\":\"%s\"}".formatted(verb, value));
  }

  /** Plants a fault, written as JSON with ' for ". */
  void plant(String fault) {
    JsonNode unused = post("faults", fault.replace('\'', '"'));
  }

  /** The faults planted and how often they struck. */
  JsonNode faults() {
    return page("faults").get("faults");
  }

  void clearFaults() {
    JsonNode unused =
        json(send(HttpRequest.newBuilder(clients.endpoint().resolve("/_sundial/faults")).DELETE()));
  }

  /** Delivers a schedule once, now, to its own target; returns when what came of it has ended. */
  Instant fire(String schedule) {
    Instant scheduled = here().running.fireSchedule(schedule);
    settle();
    return scheduled;
  }

  /** Ends every environment of the prediction function: the next request meets a cold one. */
  void killPrediction() {
    kill(names().predictionFunction());
  }

  /** Ends every environment of a function, which has been invoked: the next one is cold. */
  void kill(String function) {
    Set<Long> pids = new TreeSet<>();
    page("invocations.json?limit=100&function=" + function)
        .get("invocations")
        .forEach(invocation -> pids.add(invocation.get("pid").asLong()));
    if (pids.isEmpty()) {
      throw new IllegalStateException("nobody invoked " + function);
    }
    for (long pid : pids) {
      ProcessHandle.of(pid)
          .ifPresent(
              process -> {
                if (!process.destroyForcibly() || process.onExit().join().isAlive()) {
                  throw new IllegalStateException(pid + " did not end");
                }
              });
    }
  }

  /** Returns when a snapshot of the prediction function waits that nothing was restored from. */
  void awaitSnapshot() throws InterruptedException {
    while (here().running.snapshots(names().predictionFunction()) == 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The names of the schedules that are enabled. */
  List<String> schedules() {
    return clients.scheduler.listSchedulesPaginator(r -> {}).schedules().stream()
        .filter(schedule -> schedule.state() == ScheduleState.ENABLED)
        .map(ScheduleSummary::name)
        .toList();
  }

  /** Disables a schedule, or enables it again. */
  void pause(String schedule, boolean paused) {
    GetScheduleResponse now = clients.scheduler.getSchedule(r -> r.name(schedule));
    var unused =
        clients.scheduler.updateSchedule(
            r ->
                r.name(now.name())
                    .scheduleExpression(now.scheduleExpression())
                    .scheduleExpressionTimezone(now.scheduleExpressionTimezone())
                    .flexibleTimeWindow(now.flexibleTimeWindow())
                    .target(now.target())
                    .state(paused ? ScheduleState.DISABLED : ScheduleState.ENABLED));
  }

  /** Runs a verb of the launcher. */
  Verbs.Outcome verb(String... arguments) {
    return here().verbs.run(arguments);
  }

  /** Where to post so that it comes to the local cloud's Slack inbox. */
  String inboxWebhook() {
    return here().running.slack().webhook();
  }

  /** Ends the whole cloud, as {@code down} does. */
  void stop() throws Exception {
    here().running.close();
  }

  /** Starts it again on its state. */
  void start() throws Exception {
    here().running = LocalCloud.start(here().settings);
  }

  /** Stops it, lets virtual time pass, and starts it again, as a machine that was off would. */
  void beOffUntil(Instant instant) throws Exception {
    Duration off = Duration.between(now(), instant);
    stop();
    OffsetFile.open(here().settings.state().resolve("clock")).advance(off);
    start();
    settle();
  }

  /** The {@code cdk.out} that is deployed at the start. */
  Path templates() {
    return here().templates;
  }

  /** Deploys another {@code cdk.out}. */
  void deploy(Path templates) {
    List<StackResult> unused = here().running.deploy(templates, false, event -> {});
  }

  /** Deploys the same templates again. */
  List<StackResult> deploy() {
    return here().running.deploy(here().templates, false, event -> {});
  }

  private Here here() {
    if (here == null) {
      throw new IllegalStateException("only the local cloud can do this; tag the test " + LOCAL);
    }
    return here;
  }

  private JsonNode post(String page, String body) {
    return json(
        send(
            HttpRequest.newBuilder(clients.endpoint().resolve("/_sundial/" + page))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.uri() + " answered " + answer.body());
    }
    return parse(answer.body());
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws Exception {
    listener.close();
    clients.close();
    http.close();
    if (here != null) {
      here.running.close();
    }
  }
}
