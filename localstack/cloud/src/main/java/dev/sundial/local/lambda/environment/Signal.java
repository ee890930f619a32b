package dev.sundial.local.lambda.environment;

/** What an environment's process tells: calls of its Runtime API, and its end. */
sealed interface Signal {

  /** Ready for an invocation; the request is held until there is one. */
  record Next(HeldRequest request) implements Signal {}

  /** The handler answered. */
  record Answered(String requestId, byte[] payload) implements Signal {}

  /** The handler's answer is larger than Lambda takes. */
  record AnswerTooLarge(String requestId) implements Signal {}

  /** The handler threw; the payload describes it. */
  record Threw(String requestId, byte[] payload, String errorType) implements Signal {}

  /** Loading the handler, or a hook before the checkpoint, failed. */
  record InitFailed(byte[] payload, String errorType) implements Signal {}

  /** Initialization is done and the snapshot can be taken; answering the request restores it. */
  record Checkpoint(HeldRequest request) implements Signal {}

  /** A hook after the restore failed. */
  record RestoreFailed(byte[] payload, String errorType) implements Signal {}

  /** The process ended; 128 + n when signal n ended it. */
  record Exited(int status) implements Signal {}

  /** Its memory grew over the function's. */
  record MemoryExceeded() implements Signal {}

  /** Nothing came before the deadline. */
  record DeadlinePassed() implements Signal {}
}
