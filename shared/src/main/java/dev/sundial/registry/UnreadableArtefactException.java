package dev.sundial.registry;

/**
 * An artefact that is missing, forbidden, or not the bytes its row promises. Trying again does not
 * help: keep serving the last good one.
 */
public final class UnreadableArtefactException extends RegistryException {
  private static final long serialVersionUID = 1L;

  private final String key;

  public UnreadableArtefactException(String key, String why) {
    super("artefact " + key + " is unreadable: " + why);
    this.key = key;
  }

  /** The object's key in the artefact bucket. */
  public String key() {
    return key;
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
