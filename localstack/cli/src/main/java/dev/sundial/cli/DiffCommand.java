package dev.sundial.cli;

import dev.sundial.local.LocalCloud;
import dev.sundial.local.stack.Preview;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the next {@code up} would change. */
@Command(
    name = "diff",
    description = {
      "Show what the next up would change in the local cloud, running or not; it changes nothing.",
      "Of a stage on AWS, the CDK's own diff is shown."
    })
final class DiffCommand implements Callable<Integer> {
  private static final String CDK = "aws-cdk@2.1148.1";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Option(
      names = "--app",
      paramLabel = "DIR",
      description = "Compare this cdk.out as it is, without synth.")
  private @Nullable Path app;

  @Option(
      names = "--set",
      paramLabel = "k=v",
      description = "A field of the stage's yaml, such as auth=iam; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--fail", description = "Exit with 1 when something would change.")
  private boolean fail;

  @Override
  public Integer call() throws Exception {
    if (app != null && !settings.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--set changes what a synth writes, --app compares without one");
    }
    if (app != null && !Files.isRegularFile(app.resolve("manifest.json"))) {
      throw new VerbFailed(app + " is not a cdk.out: it has no manifest.json");
    }
    Workspace workspace = Workspace.ofLauncher().withRunningPorts();
    if (!option.isLocal() && option.json()) {
      throw new VerbFailed("the CDK's diff of a stage on AWS knows no --json");
    }
    Path templates = templates(workspace);
    return option.isLocal() ? local(workspace, templates) : onAws(templates);
  }

  private Path templates(Workspace workspace) throws Exception {
    if (app != null) {
      return app.toAbsolutePath();
    }
    CdkApp cdk = CdkApp.of(workspace, option.stage(), settings);
    if (!cdk.isCurrent(cdk.defaultFolder())) {
      cdk.synthesise(cdk.defaultFolder());
    }
    return cdk.defaultFolder();
  }

  private int local(Workspace workspace, Path templates) throws Exception {
    Preview preview =
        workspace.running().isPresent()
            ? new RunningCloud(workspace).preview(templates)
            : saved(workspace, templates);
    if (option.json()) {
      System.out.println(preview.json());
    } else {
      ChangeLines.of(preview).forEach(System.out::println);
    }
    boolean refused = !preview.problems().isEmpty();
    return refused || fail && !preview.isNothing() ? 1 : 0;
  }

  /** The state of a local cloud that is off; where there is none, everything is to be added. */
  private static Preview saved(Workspace workspace, Path templates) throws Exception {
    UpCommand.quietLibraries();
    boolean kept = Files.isDirectory(workspace.state());
    Path state = kept ? workspace.state() : Files.createTempDirectory("sundial-diff");
    try {
      return LocalCloud.preview(
          LocalCloud.Settings.of(
              workspace.build(), state, workspace.port(), workspace.apiPort(), 1),
          templates);
    } finally {
      if (!kept) {
        StateFolder.delete(state);
      }
    }
  }

  private int onAws(Path templates) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("npx", "--yes", CDK, "diff", "--all", "--app", templates.toString()));
    if (fail) {
      command.add("--fail");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 ? 0 : 1;
  }
}
