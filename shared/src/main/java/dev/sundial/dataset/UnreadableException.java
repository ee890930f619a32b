package dev.sundial.dataset;

import java.io.IOException;

/** An object's bytes are not what they should be. Reading them again does not help. */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;
  private final String problem;

  UnreadableException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong, as a message to whoever stored the object. */
  String problem() {
    return problem;
  }
}
