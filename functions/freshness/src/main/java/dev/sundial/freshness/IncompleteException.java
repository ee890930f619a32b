package dev.sundial.freshness;

/** Something of an invocation could not be done, and all the rest was. */
final class IncompleteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncompleteException(String message) {
    super(message);
  }
}
