package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * What the models of a stage share: buckets, registry, event bus, prediction function and API, and
 * what watches all of it.
 */
final class StageStack extends Stack {

  /**
   * @param models the stage's models, in order of their names
   * @param zips the folder of the functions' zips
   */
  StageStack(Construct app, StackProps props, StageSpec stage, List<ModelSpec> models, Path zips) {
    super(app, new ResourceNames(stage.name()).stageStack(), props);
    ResourceNames names = new ResourceNames(stage.name());
    List<ModelName> modelNames = models.stream().map(ModelSpec::name).toList();
    Arns arns = new Arns(names);
    Optional<Key> key = stage.kms() ? Optional.of(StageKey.create(this, stage)) : Optional.empty();
    Storage storage = new Storage(this, stage, arns, key);
    EventBus bus = EventBus.Builder.create(this, "EventBus").eventBusName(names.eventBus()).build();
    PredictionService prediction = new PredictionService(this, stage, modelNames, arns, zips);
    Topic topic = AlertTopic.create(this, stage, arns, key);
    SlackService slack = new SlackService(this, stage, arns, zips, topic, bus, key);
    ProbeService probe = new ProbeService(this, stage, models, arns, zips, prediction.api(), topic);
    SweepService.create(this, stage, models, arns, zips);
    Map<AlarmKind, Alarm> alarms = new Alarms(this, stage, topic).ofStage();
    // Missing data is red: it must not be looked for before there is what makes it.
    Objects.requireNonNull(alarms.get(AlarmKind.PROBE_DEAD))
        .getNode()
        .addDependency(probe.schedule());
    new StageDashboard(stage, modelNames, alarms).create(this);

    Outputs outputs = new Outputs(this);
    outputs.add(StackOutput.DATA_BUCKET, storage.data().getBucketName());
    outputs.add(StackOutput.ARTEFACT_BUCKET, storage.artefacts().getBucketName());
    outputs.add(StackOutput.REGISTRY_TABLE, storage.registry().getTableName());
    outputs.add(StackOutput.EVENT_BUS, bus.getEventBusName());
    outputs.add(StackOutput.PREDICTION_FUNCTION, prediction.functionName());
    outputs.add(StackOutput.API_ID, prediction.api().getRestApiId());
    outputs.add(StackOutput.API_URL, prediction.api().getUrl());
    outputs.add(StackOutput.API_AUTH, stage.auth().name().toLowerCase(Locale.ROOT));
    prediction
        .authorizer()
        .ifPresent(it -> outputs.add(StackOutput.AUTHORIZER_FUNCTION, it.functionName()));
    outputs.add(StackOutput.ALERT_TOPIC, topic.getTopicArn());
    outputs.add(StackOutput.SLACK_SECRET, names.slackSecret());
    outputs.add(StackOutput.SLACK_FUNCTION, slack.function().getFunctionName());
    outputs.add(StackOutput.SLACK_FAILURES, slack.failures().getQueueUrl());
    outputs.add(StackOutput.PROBE_FUNCTION, probe.function().getFunctionName());
    outputs.add(StackOutput.SWEEP_FUNCTION, names.sweepFunction());
    outputs.add(StackOutput.DASHBOARD, names.dashboard());
    outputs.add(
        StackOutput.MODELS,
        modelNames.stream().map(ModelName::value).collect(Collectors.joining(",")));
    stage.defaultModel().ifPresent(m -> outputs.add(StackOutput.DEFAULT_MODEL, m.value()));
  }
}
