package dev.sundial.registry;

/**
 * An artefact that is missing, forbidden, or not the bytes its row promises. Trying again does not
 * help: keep serving the last good one.
 */
public final class UnreadableArtefactException extends RegistryException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final boolean forbidden;

  public UnreadableArtefactException(String key, String why) {
    this(key, why, false);
  }

  private UnreadableArtefactException(String key, String why, boolean forbidden) {
    super("artefact " + key + " is unreadable: " + why);
    this.key = key;
    this.forbidden = forbidden;
  }

  static UnreadableArtefactException forbidden(String key) {
    return new UnreadableArtefactException(
        key, "S3 answers 403: missing, or not for this role", true);
  }

  /** Whether that was all S3 said: it does so of a missing object, too, to who may not list. */
  boolean isForbidden() {
    return forbidden;
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
