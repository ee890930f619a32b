package dev.sundial.scoring;

/** Bytes that are not a scorer. Reading them again does not help. */
public final class MalformedArtefactException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedArtefactException(String message) {
    super("the scorer " + message);
  }
}
