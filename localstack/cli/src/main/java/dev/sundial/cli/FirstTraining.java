package dev.sundial.cli;

import dev.sundial.local.LocalCloud;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.naming.StageName;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The first training of each model that has data and no version: what its schedule would do, now. A
 * model that has a version is left alone.
 *
 * @param workspace of the checkout
 * @param cloud whose schedules fire
 * @param say tells progress
 */
record FirstTraining(Workspace workspace, LocalCloud cloud, Consumer<String> say) {

  void run() throws InterruptedException {
    DeployedStage stage = DeployedStage.connect(StageName.LOCAL, workspace);
    try (RegistryClient client = RegistryClient.of(stage);
        S3Client s3 = stage.client(S3Client.builder())) {
      RegistryReader registry = client.registry();
      List<ModelName> training = new ArrayList<>();
      for (ModelName model : stage.models()) {
        if (registry.pointer(model).latest().isPresent()) {
          continue;
        }
        if (!hasData(stage, s3, model)) {
          say.accept(
              model
                  + " has no data yet: ./sundial data put "
                  + model
                  + " FILE, then ./sundial train "
                  + model);
          continue;
        }
        say.accept("training " + model);
        cloud.fireSchedule(stage.output(model, StackOutput.SCHEDULE));
        training.add(model);
      }
      cloud.awaitQuiet();
      training.forEach(model -> tell(model, registry.pointer(model)));
    }
  }

  private static boolean hasData(DeployedStage stage, S3Client s3, ModelName model) {
    String bucket = stage.output(StackOutput.DATA_BUCKET);
    String prefix = stage.output(model, StackOutput.DATA_PREFIX);
    return !s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix).maxKeys(1)).contents().isEmpty();
  }

  private void tell(ModelName model, ServingPointer pointer) {
    say.accept(
        pointer
            .championVersion()
            .map(version -> model + " serves " + version)
            .orElse(
                model
                    + " has no version: ./sundial logs "
                    + model
                    + " and ./sundial failures list tell why"));
  }
}
