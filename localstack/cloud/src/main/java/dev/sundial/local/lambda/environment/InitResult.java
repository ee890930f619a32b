package dev.sundial.local.lambda.environment;

import java.time.Duration;

/** How an initialization ended. */
public sealed interface InitResult {

  /** The function is loaded; for SnapStart, its snapshot is there. */
  record Ready(Duration duration) implements InitResult {}

  /**
   * It failed; no process is left.
   *
   * @param status {@code error} or {@code timeout}
   */
  record Failed(Duration duration, FunctionError error, String status) implements InitResult {}
}
