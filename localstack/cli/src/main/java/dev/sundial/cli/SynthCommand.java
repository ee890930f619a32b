package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a stage's CloudFormation templates. */
@Command(name = "synth", description = "Write the stage's CloudFormation templates and assets.")
final class SynthCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to; default infra-cdk/cdk.out/STAGE.")
  private @Nullable Path out;

  @Option(
      names = "--set",
      paramLabel = "k=v",
      description = "A field of the stage's yaml, such as auth=iam; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    CdkApp app = CdkApp.of(Workspace.ofLauncher(), option.stage(), settings);
    Path folder = out == null ? app.defaultFolder() : out.toAbsolutePath();
    app.synthesise(folder);
    System.out.println(
        option.json() ? JsonWriter.write(Map.of("out", folder.toString())) : folder.toString());
    return 0;
  }
}
