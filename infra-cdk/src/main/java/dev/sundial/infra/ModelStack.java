package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.ScheduleSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * What one model has for itself: its training function, what triggers it, where failures go, its
 * alarms and its dashboard.
 */
final class ModelStack extends Stack {

  ModelStack(Construct app, StackProps props, StageSpec stage, ModelSpec model, Path zips) {
    super(app, new ResourceNames(stage.name()).modelStack(model.name()), props);
    ResourceNames names = new ResourceNames(stage.name());
    Arns arns = new Arns(names);
    Queue trainingFailures =
        FailureQueue.create(this, "TrainingFailures", names.trainingFailureQueue(model.name()));
    Queue scheduleFailures =
        FailureQueue.create(this, "ScheduleFailures", names.scheduleFailureQueue(model.name()));
    TrainingService training =
        new TrainingService(this, stage, model, arns, trainingFailures, zips);
    IDependable unused =
        timer(model, names, scheduleFailures).invoke(this, stage.trigger(), training.function());
    Map<AlarmKind, Alarm> alarms =
        new Alarms(this, stage, AlertTopic.of(this, arns)).ofModel(model);
    FirstLook.create(this, stage, model.name(), arns)
        .ifPresent(
            look ->
                Objects.requireNonNull(alarms.get(AlarmKind.STALE)).getNode().addDependency(look));
    CompositeAlarm health = health(model, names, alarms);
    new ModelDashboard(stage, model, alarms, health).create(this);

    Outputs outputs = new Outputs(this);
    outputs.add(StackOutput.MODEL, model.name().value());
    outputs.add(StackOutput.DATA_PREFIX, model.dataPrefix());
    outputs.add(StackOutput.TRAINING_FUNCTION, training.function().getFunctionName());
    outputs.add(StackOutput.SCHEDULE, names.schedule(model.name()));
    outputs.add(StackOutput.TRAINING_FAILURES, trainingFailures.getQueueUrl());
    outputs.add(StackOutput.SCHEDULE_FAILURES, scheduleFailures.getQueueUrl());
    outputs.add(StackOutput.DASHBOARD, names.dashboard(model.name()));
  }

  private static Timer timer(ModelSpec model, ResourceNames names, Queue undelivered) {
    ScheduleSpec schedule = model.schedule();
    return new Timer(
        "",
        names.schedule(model.name()),
        "Trains " + model.name(),
        schedule.expression(),
        schedule.timezone().getId(),
        Map.of("model", model.name().value()),
        schedule.retries(),
        schedule.maximumEventAge(),
        Optional.of(undelivered));
  }

  /** One light for all of them; nobody is told, since each alarm tells for itself. */
  private CompositeAlarm health(
      ModelSpec model, ResourceNames names, Map<AlarmKind, Alarm> alarms) {
    return CompositeAlarm.Builder.create(this, "Health")
        .compositeAlarmName(new AlarmNames(names).health(model.name()))
        .alarmDescription("Red while any alarm of the model " + model.name() + " is")
        .alarmRule(
            AlarmRule.anyOf(
                alarms.values().stream()
                    .map(alarm -> AlarmRule.fromAlarm(alarm, AlarmState.ALARM))
                    .toArray(IAlarmRule[]::new)))
        .build();
  }
}
