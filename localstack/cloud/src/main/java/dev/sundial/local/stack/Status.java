package dev.sundial.local.stack;

/** The state of a stack or resource, as CloudFormation calls it. */
public enum Status {
  CREATE_IN_PROGRESS,
  CREATE_COMPLETE,
  CREATE_FAILED,
  UPDATE_IN_PROGRESS,
  UPDATE_COMPLETE,
  UPDATE_FAILED,
  DELETE_IN_PROGRESS,
  DELETE_COMPLETE,
  DELETE_FAILED,
  DELETE_SKIPPED;

  /** Whether what was asked for last was done in full. */
  public boolean isComplete() {
    return this == CREATE_COMPLETE || this == UPDATE_COMPLETE;
  }

  /** Whether it was never there in full. */
  boolean isFirstAttempt() {
    return this == CREATE_IN_PROGRESS || this == CREATE_FAILED;
  }

  boolean isDeletion() {
    return this == DELETE_IN_PROGRESS || this == DELETE_FAILED;
  }
}
