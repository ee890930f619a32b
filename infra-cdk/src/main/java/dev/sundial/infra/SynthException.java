package dev.sundial.infra;

/** Why the templates cannot be written; the message is for the person who asked. */
final class SynthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SynthException(String message) {
    super(message);
  }
}
