package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.constructs.Construct;

/** What the models of a stage share: buckets, registry, event bus, prediction function and API. */
final class StageStack extends Stack {

  /**
   * @param models the stage's models, in order of their names
   * @param zips the folder of the functions' zips
   */
  StageStack(Construct app, StackProps props, StageSpec stage, List<ModelName> models, Path zips) {
    super(app, new ResourceNames(stage.name()).stageStack(), props);
    ResourceNames names = new ResourceNames(stage.name());
    Arns arns = new Arns(names);
    Storage storage = new Storage(this, stage, arns);
    EventBus bus = EventBus.Builder.create(this, "EventBus").eventBusName(names.eventBus()).build();
    PredictionService prediction = new PredictionService(this, stage, models, arns, zips);

    Outputs outputs = new Outputs(this);
    outputs.add(StackOutput.DATA_BUCKET, storage.data().getBucketName());
    outputs.add(StackOutput.ARTEFACT_BUCKET, storage.artefacts().getBucketName());
    outputs.add(StackOutput.REGISTRY_TABLE, storage.registry().getTableName());
    outputs.add(StackOutput.EVENT_BUS, bus.getEventBusName());
    outputs.add(StackOutput.PREDICTION_FUNCTION, prediction.functionName());
    outputs.add(StackOutput.API_ID, prediction.api().getRestApiId());
    outputs.add(StackOutput.API_URL, prediction.api().getUrl());
    outputs.add(
        StackOutput.MODELS, models.stream().map(ModelName::value).collect(Collectors.joining(",")));
    stage.defaultModel().ifPresent(m -> outputs.add(StackOutput.DEFAULT_MODEL, m.value()));
  }
}
