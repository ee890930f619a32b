package dev.sundial.cli;

import dev.sundial.local.LocalCloud;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import dev.sundial.naming.StageName;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.simulation.Operator;
import dev.sundial.simulation.Scenario;
import dev.sundial.simulation.Simulation;
import dev.sundial.simulation.Story;
import dev.sundial.simulation.StoryLine;
import dev.sundial.simulation.World;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Plays a month through. */
@Command(
    name = "simulate",
    description = {
      "Play a month with a model through, on a stage and a clock of its own: daily trainings, data",
      "that drifts, a poisoned batch, two days of outage, Slack that refuses messages. Every line it",
      "prints can be looked up. Afterwards it stays up, to be looked at; Ctrl-C ends it."
    })
final class SimulateCommand implements Callable<Integer> {
  /** The clock is set so long before the beginning: the stage is deployed meanwhile. */
  private static final Duration BEFORE = Duration.ofHours(1);

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed tells the same story; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--exit", description = "End when the story does.")
  private boolean exit;

  @Override
  public Integer call() throws Exception {
    if (days < Scenario.SHORTEST || days > Scenario.LONGEST) {
      throw new ParameterException(
          spec.commandLine(),
          "--days must be from " + Scenario.SHORTEST + " to " + Scenario.LONGEST + ", was " + days);
    }
    if (!option.isLocal()) {
      throw new VerbFailed("a month is played through on this machine, not on a stage on AWS");
    }
    Workspace workspace = Workspace.ofLauncher().of(StageName.SIMULATE);
    if (workspace.running().isPresent()) {
      throw new VerbFailed("a simulation is up: ./sundial down --stage simulate stops it");
    }
    Ports.requireFree(workspace.port(), "SUNDIAL_PORT");
    Ports.requireFree(workspace.apiPort(), "SUNDIAL_API_PORT");
    UpCommand.quietLibraries();
    StateFolder.prepare(workspace.state(), true);
    workspace.markRunning(Workspace.Running.here(workspace.port(), workspace.apiPort()));
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch stop = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> UpCommand.leave(stop, main, closed), "stop"));
    try {
      run(workspace, stop);
    } finally {
      workspace.markStopped();
      closed.countDown();
    }
    return 0;
  }

  private void run(Workspace workspace, CountDownLatch stop) throws Exception {
    Path templates = templates(workspace);
    try (LocalCloud cloud =
        LocalCloud.start(
            LocalCloud.Settings.of(
                workspace.build(), workspace.state(), workspace.port(), workspace.apiPort(), 2))) {
      startTheClock(cloud);
      int deployed = cloud.deploy(templates, true, event -> {}).size();
      say("stage simulate deployed in " + deployed + " stacks; seed " + seed);
      DeployedStage stage = DeployedStage.connect(StageName.SIMULATE, workspace);
      new InboxWebhook(stage, cloud).set();
      play(cloud, stage);
      say(
          "look at it: http://127.0.0.1:"
              + cloud.port()
              + "/_sundial/dashboards/"
              + new ResourceNames(StageName.SIMULATE).dashboard(Simulation.MODEL));
      say("verbs work with --stage simulate while it is up");
      if (!exit) {
        stop.await();
      }
    }
  }

  private void play(LocalCloud cloud, DeployedStage stage) throws InterruptedException {
    try (S3Client s3 = stage.client(S3Client.builder());
        CloudWatchClient cloudWatch = stage.client(CloudWatchClient.builder());
        RegistryClient registry = RegistryClient.of(stage);
        HttpClient http = HttpClient.newHttpClient()) {
      World world = new World(cloud, s3, stage.output(StackOutput.DATA_BUCKET), http);
      Story story = new Story(registry.registry(), cloudWatch, cloud.slack());
      Simulation simulation =
          new Simulation(Scenario.of(seed, days), world, new Verbs(stage), story, this::tell);
      simulation.prepare();
      Simulation.Totals totals = simulation.run();
      say(
          "%d days, %d predictions, %d of them not answered 200"
              .formatted(days, totals.predictions(), totals.failed()));
    }
  }

  private void tell(StoryLine line) {
    System.out.println(option.json() ? line.json() : line.told(Simulation.BEGINNING));
    System.out.flush();
  }

  private void say(String line) {
    PrintStream out = option.json() ? System.err : System.out;
    out.println(line);
    out.flush();
  }

  private Path templates(Workspace workspace) throws IOException, InterruptedException {
    CdkApp cdk = CdkApp.of(workspace, StageName.SIMULATE, Map.of());
    if (!cdk.isCurrent(cdk.defaultFolder())) {
      say("synthesising");
      cdk.synthesise(cdk.defaultFolder());
    }
    return cdk.defaultFolder();
  }

  /** Right before the deployment: what begins then, such as the probe's rate, begins the same. */
  private static void startTheClock(LocalCloud cloud) throws InterruptedException {
    Instant start = Simulation.BEGINNING.minus(BEFORE);
    if (cloud.timeline().clock().instant().isAfter(start)) {
      throw new VerbFailed("this machine's clock is past " + start);
    }
    int unused = cloud.timeline().advanceTo(start).size();
  }

  /** The operator uses the verbs. */
  private record Verbs(DeployedStage stage) implements Operator {

    @Override
    public void rollBack(ModelName model, String why) {
      try (RegistryHand hand = RegistryHand.of(stage)) {
        LedgerEntry unused =
            hand.moved(model, registry -> registry.rollback(model, Optional.empty(), why));
      }
    }

    @Override
    public void unpin(ModelName model) {
      try (RegistryHand hand = RegistryHand.of(stage)) {
        LedgerEntry unused = hand.moved(model, registry -> registry.unpin(model, ""));
      }
    }

    @Override
    public int redrive() {
      return new Redriving(stage).redrive(event -> true).size();
    }
  }
}
