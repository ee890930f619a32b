package dev.sundial.cli;

import dev.sundial.dataset.DataFormat;
import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** Uploads files. */
  @Command(
      name = "put",
      description = {
        "Upload files below the model's data prefix.",
        "They end in " + DataFormat.ENDS + "."
      },
      footer = {"", "  sundial data put iris monday.csv tuesday.ndjson.gz"})
  static final class Put implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Parameters(
        index = "0",
        paramLabel = "MODEL",
        converter = ModelNameConverter.class,
        description = "The model's name.")
    private @Nullable ModelName model;

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "FILE",
        description = "What to upload; the object takes the file's name.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
      DataFiles sources = new DataFiles(files);
      DeployedStage stage = option.connect();
      String bucket = stage.output(StackOutput.DATA_BUCKET);
      String prefix = stage.output(Objects.requireNonNull(model), StackOutput.DATA_PREFIX);
      List<Object> done = new ArrayList<>();
      try (S3Client s3 = stage.client(S3Client.builder())) {
        for (Path source : sources.files()) {
          String key = prefix + DataFiles.name(source);
          PutObjectResponse put =
              s3.putObject(
                  r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                  source);
          Map<String, Object> said = new LinkedHashMap<>();
          said.put("bucket", bucket);
          said.put("key", key);
          said.put("version", put.versionId());
          done.add(said);
          if (!option.json()) {
            System.out.println("s3://" + bucket + "/" + key + "  version " + put.versionId());
          }
        }
      }
      if (option.json()) {
        System.out.println(JsonWriter.write(done));
      }
      return 0;
    }
  }
}
