package dev.sundial.local.lambda.environment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Why an invocation failed, as AWS tells the caller.
 *
 * @param type such as {@code Runtime.ExitError}
 * @param payload the JSON document the caller gets
 * @param logLine what the log says of it; empty when the function's own lines do
 */
public record FunctionError(String type, byte[] payload, String logLine) {

  static final String TIMED_OUT = "Sandbox.Timedout";

  static FunctionError thrown(String type, byte[] payload) {
    return new FunctionError(type, payload, "");
  }

  static FunctionError timedOut(String requestId, Duration timeout) {
    String what =
        String.format(
            Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
    return of(TIMED_OUT, "RequestId: " + requestId + " Error: " + what, what);
  }

  static FunctionError exited(String requestId, int status) {
    return crash("Runtime.ExitError", requestId, reason(status));
  }

  static FunctionError outOfMemory(String requestId) {
    return crash("Runtime.OutOfMemory", requestId, reason(137));
  }

  static FunctionError answerTooLarge() {
    return of(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size ("
            + RuntimeApi.ANSWER_LIMIT_BYTES
            + " bytes).",
        "");
  }

  private static FunctionError crash(String type, String requestId, String reason) {
    String message = "RequestId: " + requestId + " Error: " + reason;
    return of(type, message, message + "\n" + type);
  }

  private static FunctionError of(String type, String message, String logLine) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("errorType", type)
            .put("errorMessage", message)
            .toString();
    return new FunctionError(type, json.getBytes(StandardCharsets.UTF_8), logLine);
  }

  private static String reason(int status) {
    return status == 0
        ? "Runtime exited without providing a reason"
        : "Runtime exited with error: " + cause(status);
  }

  private static String cause(int status) {
    return switch (status) {
      case 134 -> "signal: aborted";
      case 137 -> "signal: killed";
      case 139 -> "signal: segmentation fault";
      case 143 -> "signal: terminated";
      default -> "exit status " + status;
    };
  }
}
