package dev.sundial.local.stack;

/**
 * A template the local cloud cannot do as written; the message names stack, resource and property.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TemplateException(String message) {
    super(message);
  }
}
