package dev.sundial.registry;

/**
 * What is stored contradicts what is asked: an object of another content under a key written once,
 * a version id two runs share, an item this code did not write. Trying again does not help.
 */
public final class RegistryConflictException extends RegistryException {
  private static final long serialVersionUID = 1L;

  RegistryConflictException(String message) {
    super(message);
  }

  RegistryConflictException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
