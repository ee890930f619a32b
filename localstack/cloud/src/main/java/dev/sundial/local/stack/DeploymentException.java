package dev.sundial.local.stack;

/**
 * A deployment that failed midway; the message names the resource. What was done before is kept,
 * and deploying again goes on from there.
 */
public final class DeploymentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeploymentException(String message, Throwable cause) {
    super(message, cause);
  }
}
