package dev.sundial.cli;

import static java.util.Objects.requireNonNull;

import dev.sundial.local.LocalCloud;
import dev.sundial.naming.StageName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the stage on this machine. */
@Command(
    name = "up",
    description = "Deploy the templates into a local cloud on this machine, train once, and serve.")
final class UpCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Option(names = "--detach", description = "Return when it is ready; stop it with down.")
  private boolean detach;

  @Option(names = "--fresh", description = "Forget everything first.")
  private boolean fresh;

  @Option(
      names = "--app",
      paramLabel = "DIR",
      description = "Deploy this cdk.out as it is, without synth.")
  private @Nullable Path app;

  @Option(
      names = "--set",
      paramLabel = "k=v",
      description = "A field of the stage's yaml, such as auth=iam; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--environments",
      paramLabel = "N",
      defaultValue = "2",
      description = "Most execution environments per function; default ${DEFAULT-VALUE}.")
  private int environments;

  @Override
  public Integer call() throws Exception {
    if (!option.stage().equals(StageName.LOCAL)) {
      throw new VerbFailed(
          option.isLocal()
              ? "the stage simulate is run by ./sundial simulate"
              : "up runs the stage local; other stages are deployed to AWS with cdk deploy");
    }
    if (environments < 1) {
      throw new ParameterException(spec.commandLine(), "--environments must be at least 1");
    }
    if (app != null && !settings.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--set changes what a synth writes, --app deploys without one");
    }
    if (app != null && !Files.isRegularFile(app.resolve("manifest.json"))) {
      throw new VerbFailed(app + " is not a cdk.out: it has no manifest.json");
    }
    Workspace workspace = Workspace.ofLauncher();
    Optional<Workspace.Running> running = workspace.running();
    if (running.isPresent()) {
      return again(workspace.withRunningPorts(), running.get());
    }
    Ports.requireFree(workspace.port(), "SUNDIAL_PORT");
    Ports.requireFree(workspace.apiPort(), "SUNDIAL_API_PORT");
    return detach ? new DetachedUp(workspace, option.json()).run(arguments()) : serve(workspace);
  }

  /** Deploys into the local cloud that runs already. */
  private int again(Workspace workspace, Workspace.Running running) throws Exception {
    if (fresh) {
      throw new VerbFailed(
          "it is already up on port "
              + running.port()
              + " (pid "
              + running.pid()
              + "): ./sundial down stops it, then up --fresh forgets everything");
    }
    long started = started();
    Path templates = templates(workspace);
    say("deploying " + templates + " into the local cloud that is up (pid " + running.pid() + ")");
    new RunningCloud(workspace).deploy(templates, this::say);
    ready(workspace.port(), workspace.apiPort(), started);
    return 0;
  }

  private int serve(Workspace workspace) throws Exception {
    long started = started();
    StateFolder.prepare(workspace.state(), fresh);
    // From here on, down finds it.
    workspace.markRunning(Workspace.Running.here(workspace.port(), workspace.apiPort()));
    quietLibraries();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    // Both take seconds, and neither needs the other.
    FutureTask<Path> synth = new FutureTask<>(() -> templates(workspace));
    Thread.ofPlatform().daemon().name("synth").start(synth);
    try (LocalCloud cloud = LocalCloud.start(settings(workspace))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(stop, main, closed), "stop"));
      Path templates = result(synth);
      say("deploying " + templates);
      Optional<FirstTraining> training =
          new StageDeployment(workspace, cloud, this::say).run(templates, fresh);
      cloud.onDeploy(
          (assembly, build, say) -> {
            if (!build.equals(workspace.build().getFileName().toString())) {
              say.accept(
                  "the local cloud that is up was built from other sources: down and up renew it");
            }
            new StageDeployment(workspace, cloud, say)
                .run(assembly, false)
                .ifPresent(FirstTraining::runLater);
          });
      if (stop.getCount() > 0) {
        ready(cloud.port(), cloud.apiPort(), started);
        training.ifPresent(FirstTraining::runLater);
        stop.await();
      }
    } finally {
      workspace.markStopped();
      closed.countDown();
    }
    return 0;
  }

  /**
   * On Ctrl-C or SIGTERM: lets the main thread close the cloud, and waits until it has. Not for the
   * thread's end: its {@code System.exit} waits for this hook.
   */
  static void leave(CountDownLatch stop, Thread main, CountDownLatch closed) {
    stop.countDown();
    main.interrupt();
    try {
      closed.await(GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves only what a user can act on. */
  static void quietLibraries() throws IOException {
    try (InputStream properties = UpCommand.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(requireNonNull(properties));
    }
  }

  private Path templates(Workspace workspace) throws IOException, InterruptedException {
    if (app != null) {
      return app.toAbsolutePath();
    }
    CdkApp cdk = CdkApp.of(workspace, StageName.LOCAL, settings);
    if (!cdk.isCurrent(cdk.defaultFolder())) {
      say("synthesising");
      cdk.synthesise(cdk.defaultFolder());
    }
    return cdk.defaultFolder();
  }

  private static Path result(FutureTask<Path> synth) throws Exception {
    try {
      return synth.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private LocalCloud.Settings settings(Workspace workspace) {
    return LocalCloud.Settings.of(
        workspace.build(), workspace.state(), workspace.port(), workspace.apiPort(), environments);
  }

  private void ready(int port, int apiPort, long started) {
    double seconds = (System.nanoTime() - started) / 1e9;
    Ready ready = new Ready(seconds, port, apiPort);
    System.out.println(option.json() ? ready.json() : ready.text());
    System.out.flush();
  }

  /** When the launcher began, on the scale of {@link System#nanoTime}. */
  private static long started() {
    String millis = System.getenv("SUNDIAL_STARTED");
    long now = System.nanoTime();
    if (millis == null || !millis.matches("\\d{1,15}")) {
      return now;
    }
    long ago = java.time.Clock.systemUTC().millis() - Long.parseLong(millis);
    return now - Duration.ofMillis(Math.max(0, ago)).toNanos();
  }

  private void say(String line) {
    PrintStream out = option.json() ? System.err : System.out;
    out.println(line);
    out.flush();
  }

  /** The same call without --detach. */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("up"));
    if (option.json()) {
      arguments.add("--json");
    }
    if (fresh) {
      arguments.add("--fresh");
    }
    if (app != null) {
      arguments.addAll(List.of("--app", app.toAbsolutePath().toString()));
    }
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    arguments.addAll(List.of("--environments", String.valueOf(environments)));
    return arguments;
  }
}
