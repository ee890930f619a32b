package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A model's data. */
@Command(
    name = "data",
    description = "Put a model's data where it trains from.",
    subcommands = DataCommand.Put.class)
final class DataCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which of put? (stage " + option.stage() + ")");
  }

  /** Uploads a file. */
  @Command(name = "put", description = "Upload a file below the model's data prefix.")
  static final class Put implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Parameters(paramLabel = "MODEL", converter = ModelNameConverter.class)
    private @Nullable ModelName model;

    @Parameters(paramLabel = "FILE")
    private @Nullable Path file;

    @Override
    public Integer call() {
      Path source = Objects.requireNonNull(file);
      if (!Files.isRegularFile(source)) {
        throw new VerbFailed(source + " is not a file");
      }
      DeployedStage stage = option.connect();
      String bucket = stage.output(StackOutput.DATA_BUCKET);
      String prefix = stage.output(Objects.requireNonNull(model), StackOutput.DATA_PREFIX);
      String key = prefix + source.getFileName();
      try (S3Client s3 = stage.client(S3Client.builder())) {
        PutObjectResponse put =
            s3.putObject(
                r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256), source);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("bucket", bucket);
        said.put("key", key);
        said.put("version", put.versionId());
        System.out.println(
            option.json()
                ? JsonWriter.write(said)
                : "s3://" + bucket + "/" + key + "  version " + put.versionId());
      }
      return 0;
    }
  }
}
