package dev.sundial.infra;

import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Path;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What one model has for itself: its training function, what triggers it, and where failures go.
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
    switch (stage.trigger()) {
      case SCHEDULER ->
          Triggers.schedule(this, model, names, training.function(), scheduleFailures);
      case RULE -> Triggers.rule(this, model, names, training.function(), scheduleFailures);
    }

    Outputs outputs = new Outputs(this);
    outputs.add(StackOutput.MODEL, model.name().value());
    outputs.add(StackOutput.DATA_PREFIX, model.dataPrefix());
    outputs.add(StackOutput.TRAINING_FUNCTION, training.function().getFunctionName());
    outputs.add(StackOutput.SCHEDULE, names.schedule(model.name()));
    outputs.add(StackOutput.TRAINING_FAILURES, trainingFailures.getQueueUrl());
    outputs.add(StackOutput.SCHEDULE_FAILURES, scheduleFailures.getQueueUrl());
  }
}
