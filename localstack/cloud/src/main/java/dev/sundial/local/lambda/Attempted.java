package dev.sundial.local.lambda;

import dev.sundial.local.lambda.environment.InvocationResult;

/** What became of one attempt to invoke a function. */
sealed interface Attempted {

  /** The number of its record in the history. */
  long record();

  /** The function ran, and answered or failed. */
  record Ran(long record, FunctionVersion version, InvocationResult result) implements Attempted {}

  /** It was not run, for lack of concurrency. */
  record Throttled(long record, String reason) implements Attempted {}

  /** It was not run, for reasons of the service. */
  record NotRun(long record, int status, String code, String message) implements Attempted {}
}
