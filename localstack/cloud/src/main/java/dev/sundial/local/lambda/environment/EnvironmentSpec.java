package dev.sundial.local.lambda.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What an execution environment runs. Two environments with equal specs are interchangeable.
 *
 * @param functionName without qualifier
 * @param version {@code $LATEST} or a number
 * @param runtime such as {@code java25}
 * @param handler such as {@code com.example.Handler::handleRequest}
 * @param taskRoot the unpacked deployment package
 * @param memoryMegabytes from 128
 * @param timeout of one invocation, in real time
 * @param variables as the function's owner set them
 * @param snapStart whether invocations start from a snapshot taken after initialization
 * @param logGroup where its lines go
 * @param roleArn whose permissions its keys carry
 */
public record EnvironmentSpec(
    String functionName,
    String version,
    String runtime,
    String handler,
    Path taskRoot,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> variables,
    boolean snapStart,
    String logGroup,
    String roleArn) {

  public EnvironmentSpec {
    variables = Map.copyOf(variables);
    if (memoryMegabytes < 128) {
      throw new IllegalArgumentException(
          "memoryMegabytes must be at least 128: " + memoryMegabytes);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  /** How long initialization may take before the environment is started again. */
  Duration initLimit() {
    if (!snapStart) {
      return Duration.ofSeconds(10);
    }
    Duration least = Duration.ofSeconds(130);
    return timeout.compareTo(least) > 0 ? timeout : least;
  }
}
