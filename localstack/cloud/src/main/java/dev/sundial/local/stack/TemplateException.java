package dev.sundial.local.stack;

import java.util.List;

/**
 * Templates the local cloud cannot do as written; each problem names stack, resource and property.
 */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public TemplateException(String message) {
    this(message, List.of(message));
  }

  private TemplateException(String message, List<String> problems) {
    super(message);
    this.problems = problems;
  }

  /** One exception for all problems, one a line. */
  public static TemplateException of(List<String> problems) {
    return new TemplateException(String.join("\n", problems), List.copyOf(problems));
  }

  public List<String> problems() {
    return problems;
  }
}
