package dev.sundial.lifecycle;

/** Why a run was rejected: {@link LifecycleEvent.TrainingFailed#reason} and the answer's. */
public enum FailureReason {
  /** The event that asked for it: not JSON, another model, an unknown hyperparameter. */
  BAD_REQUEST("bad-request"),
  /** The data, which the message names with bucket, key, line and column. */
  BAD_DATA("bad-data"),
  /** The trainer came to no usable model with this data and these hyperparameters. */
  CANNOT_TRAIN("cannot-train"),
  /** The exported scorer answers otherwise than the model it was made from. */
  SCORER_DISAGREES("scorer-disagrees"),
  /** It would have overrun the function's time-out. */
  TIME_LIMIT("time-limit"),
  /** It needs more memory than the function has. */
  MEMORY_LIMIT("memory-limit"),
  /** What is stored already contradicts it. */
  REGISTRY_CONFLICT("registry-conflict");

  private final String id;

  FailureReason(String id) {
    this.id = id;
  }

  /** As it is written in events, answers and rows. */
  public String id() {
    return id;
  }
}
