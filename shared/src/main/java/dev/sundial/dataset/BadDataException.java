package dev.sundial.dataset;

import java.util.List;
import java.util.stream.Collectors;

/** Data that cannot be trained on. Reading the same data again does not help. */
public final class BadDataException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Most problems that are listed. */
  public static final int MOST_LISTED = 20;

  private final transient List<DataProblem> problems;

  BadDataException(List<DataProblem> problems) {
    super(problems.stream().map(DataProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  BadDataException(DataProblem problem) {
    this(List.of(problem));
  }

  /** At least one, at most {@value #MOST_LISTED}, in the order they were found. */
  public List<DataProblem> problems() {
    return problems;
  }
}
