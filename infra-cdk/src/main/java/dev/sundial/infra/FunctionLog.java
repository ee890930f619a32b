package dev.sundial.infra;

import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Log groups: explicit, so that nothing is kept for ever and nothing is made on the fly. */
final class FunctionLog {
  private FunctionLog() {}

  static LogGroup create(Construct scope, String id, String name, StageSpec stage) {
    LogGroup log =
        LogGroup.Builder.create(scope, id)
            .logGroupName(name)
            .retention(RetentionDays.ONE_DAY)
            .removalPolicy(Removals.of(stage))
            .build();
    if (log.getNode().getDefaultChild() instanceof CfnLogGroup group) {
      group.setRetentionInDays(stage.logRetention().toDays());
    }
    return log;
  }
}
