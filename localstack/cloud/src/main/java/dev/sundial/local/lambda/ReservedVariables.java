package dev.sundial.local.lambda;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Environment variables that are Lambda's own and cannot be set in a function's settings. */
final class ReservedVariables {
  private static final Set<String> NAMES =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  private ReservedVariables() {}

  static Optional<String> firstIn(Collection<String> names) {
    return names.stream().filter(NAMES::contains).sorted().findFirst();
  }

  static String refusal(String name) {
    return "Lambda was unable to configure your environment variables because the environment"
        + " variables you have provided contains reserved keys that are currently not supported"
        + " for modification. Reserved keys used in this request: "
        + name;
  }
}
