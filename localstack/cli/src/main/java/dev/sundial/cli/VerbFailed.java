package dev.sundial.cli;

/** A verb that could not do what it was asked: one line for a person, exit code 1. */
final class VerbFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VerbFailed(String message) {
    super(message, null, false, false);
  }
}
