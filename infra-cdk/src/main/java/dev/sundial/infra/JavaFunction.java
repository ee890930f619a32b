package dev.sundial.infra;

import dev.sundial.naming.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** What all our functions have in common: runtime, code, log group and a role of their own. */
final class JavaFunction {
  private JavaFunction() {}

  /**
   * A function still to be sized and built.
   *
   * @param id prefix of the construct ids
   * @param grants everything the function may do, apart from writing its own log
   */
  static Function.Builder create(
      Construct scope,
      String id,
      FunctionPackage code,
      String name,
      StageSpec stage,
      Path zips,
      List<Grant> grants) {
    LogGroup log = FunctionLog.create(scope, id + "Log", ResourceNames.logGroup(name), stage);
    return Function.Builder.create(scope, id + "Function")
        .functionName(name)
        .runtime(Runtime.JAVA_25)
        .architecture(architecture(stage))
        .handler(code.handler())
        .code(Code.fromAsset(code.zip(zips).toString()))
        .role(role(scope, id + "Role", name, stage, grants))
        .logGroup(log);
  }

  private static IRole role(
      Construct scope, String id, String name, StageSpec stage, List<Grant> grants) {
    List<Grant> all = new ArrayList<>(grants);
    all.add(
        Grant.of(
            "WriteOwnLog",
            new Arns(new ResourceNames(stage.name())).logStreams(name),
            "logs:CreateLogStream",
            "logs:PutLogEvents"));
    // Frozen: what a construct would grant by itself is wider than what is written here.
    return Role.Builder.create(scope, id)
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(Map.of("function", Grant.policy(all)))
        .build()
        .withoutPolicyUpdates();
  }

  private static Architecture architecture(StageSpec stage) {
    return switch (stage.architecture()) {
      case X86_64 -> Architecture.X86_64;
      case ARM64 -> Architecture.ARM_64;
    };
  }
}
