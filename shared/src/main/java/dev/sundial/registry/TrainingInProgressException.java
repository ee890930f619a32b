package dev.sundial.registry;

import dev.sundial.naming.ModelName;
import java.time.Instant;

/** Another training of the model holds the lease; it is over, or renewed, by the given time. */
public final class TrainingInProgressException extends RegistryException {
  private static final long serialVersionUID = 1L;

  private final Instant until;

  public TrainingInProgressException(ModelName model, Instant until) {
    super("another training of " + model + " is in progress, its lease ends at " + until);
    this.until = until;
  }

  public Instant until() {
    return until;
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
