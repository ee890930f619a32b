package dev.sundial.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A document that does not say what it must; it lists every problem at once. Retrying does not
 * help.
 */
public final class InvalidDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidDocumentException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public static InvalidDocumentException at(Value.Place place, String message) {
    return new InvalidDocumentException(List.of(new Problem(place, message)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
