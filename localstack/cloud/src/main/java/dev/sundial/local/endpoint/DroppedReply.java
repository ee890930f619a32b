package dev.sundial.local.endpoint;

/**
 * Thrown below {@code /_sundial} by what was served and whose answer a planted fault takes away.
 */
public final class DroppedReply extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DroppedReply() {
    super("the reply was dropped", null, false, false);
  }
}
