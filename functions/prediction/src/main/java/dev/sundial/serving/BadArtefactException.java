package dev.sundial.serving;

/** A scorer that is not what the registry says. Reading it again hardly helps. */
public final class BadArtefactException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadArtefactException(String message, Throwable cause) {
    super(message, cause);
  }

  public BadArtefactException(String message) {
    super(message);
  }
}
