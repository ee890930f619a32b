package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.naming.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The data that ships with the examples: put into the data bucket once, never over a person's own.
 *
 * @param workspace of the checkout
 * @param say tells progress
 */
record FirstData(Workspace workspace, Consumer<String> say) {

  void put() throws IOException {
    DeployedStage stage = DeployedStage.connect(StageName.LOCAL, workspace);
    String bucket = stage.output(StackOutput.DATA_BUCKET);
    try (S3Client s3 = stage.client(S3Client.builder())) {
      for (ModelName model : stage.models()) {
        String prefix = stage.output(model, StackOutput.DATA_PREFIX);
        List<Path> files = shipped(model);
        boolean empty =
            !files.isEmpty()
                && s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix).maxKeys(1))
                    .contents()
                    .isEmpty();
        if (empty) {
          for (Path file : files) {
            s3.putObject(r -> r.bucket(bucket).key(prefix + file.getFileName()), file);
            say.accept("data " + bucket + "/" + prefix + file.getFileName());
          }
        }
      }
    }
  }

  private List<Path> shipped(ModelName model) throws IOException {
    Path folder = workspace.home().resolve("localstack/data").resolve(model.value());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
