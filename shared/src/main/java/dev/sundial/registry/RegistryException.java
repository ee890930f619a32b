package dev.sundial.registry;

import org.jspecify.annotations.Nullable;

/** Something the registry could not do; each kind says whether trying again may help. */
public abstract sealed class RegistryException extends RuntimeException
    permits RegistryUnavailableException,
        TrainingInProgressException,
        UnreadableArtefactException,
        RegistryConflictException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message) {
    super(message);
  }

  RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call may succeed later. */
  public abstract boolean retryable();
}
