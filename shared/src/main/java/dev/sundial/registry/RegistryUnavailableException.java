package dev.sundial.registry;

import org.jspecify.annotations.Nullable;

/**
 * DynamoDB, S3 or EventBridge did not answer, refused, or kept changing under us, after all
 * attempts. Nothing is half done: trying again later is safe and may help.
 */
public final class RegistryUnavailableException extends RegistryException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message) {
    super(message);
  }

  RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
