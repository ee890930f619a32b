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
 * The first training of each model that has data and no version: what its schedule would do, now.
 * The stage's default model is waited for; where there is one, the others train once it serves, so
 * that a stage of many models is ready as soon as a stage of one. A model that has a version is
 * left alone.
 */
final class FirstTraining {
  private final LocalCloud cloud;
  private final Consumer<String> say;
  private final DeployedStage stage;
  private final List<ModelName> later = new ArrayList<>();

  /**
   * @param workspace of the checkout
   * @param cloud whose schedules fire
   * @param say tells progress
   */
  FirstTraining(Workspace workspace, LocalCloud cloud, Consumer<String> say) {
    this.cloud = cloud;
    this.say = say;
    this.stage = DeployedStage.connect(StageName.LOCAL, workspace);
  }

  /** Trains what the stage is not ready without, and tells what is left for later. */
  void run() throws InterruptedException {
    try (RegistryClient client = RegistryClient.of(stage);
        S3Client s3 = stage.client(S3Client.builder())) {
      RegistryReader registry = client.registry();
      List<ModelName> untrained = untrained(registry, s3);
      List<ModelName> first =
          stage.defaultModel().filter(untrained::contains).map(List::of).orElse(untrained);
      later.addAll(untrained);
      later.removeAll(first);
      for (ModelName model : first) {
        say.accept("training " + model);
        fire(model);
      }
      cloud.awaitQuiet();
      first.forEach(model -> tell(model, registry.pointer(model)));
      for (ModelName model : later) {
        say.accept(
            model + " trains once this is ready: ./sundial versions " + model + " tells when");
      }
    }
  }

  /** Starts the trainings that were left for later; they go on by themselves. */
  void runLater() {
    later.forEach(this::fire);
  }

  private void fire(ModelName model) {
    cloud.fireSchedule(stage.output(model, StackOutput.SCHEDULE));
  }

  private List<ModelName> untrained(RegistryReader registry, S3Client s3) {
    List<ModelName> untrained = new ArrayList<>();
    for (ModelName model : stage.models()) {
      if (registry.pointer(model).latest().isPresent()) {
        continue;
      }
      if (hasData(s3, model)) {
        untrained.add(model);
      } else {
        say.accept(
            model
                + " has no data yet: ./sundial data put "
                + model
                + " FILE, then ./sundial train "
                + model);
      }
    }
    return untrained;
  }

  private boolean hasData(S3Client s3, ModelName model) {
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
