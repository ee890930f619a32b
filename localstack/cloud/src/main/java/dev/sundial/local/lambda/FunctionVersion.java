package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.Account;
import java.time.Instant;

/**
 * A function as it can be invoked.
 *
 * @param functionName without qualifier
 * @param version {@code $LATEST} or a number
 * @param settings what it is made of
 * @param modified virtual time of its last change
 * @param revision changes with every change
 * @param owner the stack's resource it was published for; empty when the API published it
 */
public record FunctionVersion(
    String functionName,
    String version,
    FunctionSettings settings,
    Instant modified,
    String revision,
    String owner) {
  public static final String LATEST = "$LATEST";

  /** The ARN with the version, as invocation records have it. */
  public String qualifiedArn() {
    return arn(functionName) + ":" + version;
  }

  public static String arn(String functionName) {
    return Account.arn("lambda", "function:" + functionName);
  }
}
