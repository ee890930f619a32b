package dev.sundial.local.lambda;

/** A version could not be published, because its initialization or a checkpoint hook failed. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;

  PublishException(String message) {
    super(message);
  }
}
