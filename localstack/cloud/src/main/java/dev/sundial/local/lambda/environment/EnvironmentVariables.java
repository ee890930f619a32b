package dev.sundial.local.lambda.environment;

import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of an environment: the function's own under the ones AWS reserves. */
final class EnvironmentVariables {
  private final Host host;

  EnvironmentVariables(Host host) {
    this.host = host;
  }

  Map<String, String> of(
      EnvironmentSpec spec, String logStream, String runtimeApi, Keys keys, String token) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_ENDPOINT_URL", host.endpoint().toString());
    all.putAll(spec.variables());
    all.put("_HANDLER", spec.handler());
    all.put("AWS_REGION", host.region());
    all.put("AWS_DEFAULT_REGION", host.region());
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
    all.put("AWS_LAMBDA_FUNCTION_NAME", spec.functionName());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(spec.memoryMegabytes()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", spec.snapStart() ? "snap-start" : "on-demand");
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("LAMBDA_TASK_ROOT", spec.taskRoot().toString());
    all.put("LAMBDA_RUNTIME_DIR", host.runtimeLibraries().toString());
    all.put("LANG", "en_US.UTF-8");
    all.put("LC_ALL", "C.UTF-8"); // not AWS's: a machine need not have that language
    all.put("TZ", ":UTC");
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    if (spec.snapStart()) {
      all.put(
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi + CredentialsEndpoint.PATH);
      all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
    } else {
      all.put("AWS_ACCESS_KEY_ID", keys.accessKey());
      all.put("AWS_SECRET_ACCESS_KEY", keys.secretKey());
      all.put("AWS_SESSION_TOKEN", keys.sessionToken());
    }
    return all;
  }
}
