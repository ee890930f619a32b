package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.util.Optional;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The probe's first look at a model, as soon as the model is deployed. A model may join a stage
 * just after the probe's look, and the next one comes minutes later; its alarms, to which silence
 * is red, would tell of a model that nobody has looked at yet.
 */
final class FirstLook {
  /** A schedule with a rate begins when it is made; what comes after is one look more. */
  private static final String ONCE_A_YEAR = "rate(365 days)";

  private FirstLook() {}

  /**
   * A schedule in the model's own stack; empty where rules trigger, whose rates begin one interval
   * later.
   */
  static Optional<IDependable> create(
      Construct scope, StageSpec stage, ModelName model, Arns arns) {
    return switch (stage.trigger()) {
      case RULE -> Optional.empty();
      case SCHEDULER ->
          Optional.of(
              new Timer(
                      "FirstLook",
                      arns.names().firstLookSchedule(model),
                      "Looks at " + model + " when it is deployed",
                      ONCE_A_YEAR,
                      "UTC",
                      ProbeService.look(stage),
                      2,
                      Duration.ofMinutes(5),
                      Optional.empty())
                  .schedule(scope, arns.probeFunction()));
    };
  }
}
