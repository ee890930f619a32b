package dev.sundial.dataset;

import static dev.sundial.dataset.DataProblem.shown;

import java.util.List;

/** Whether rows that are sound one by one can be learned from together. */
final class DatasetCheck {
  /** Fewest rows a model is trained on. */
  static final int FEWEST_ROWS = 10;

  /** Fewest rows a label must have: one for each part. */
  static final int FEWEST_ROWS_A_LABEL = 2;

  private final String key;
  private final Problems problems;

  /**
   * @param keys the objects; one alone is named instead of the prefix
   */
  DatasetCheck(String prefix, List<String> keys, Problems problems) {
    this.key = keys.size() == 1 ? keys.getFirst() : prefix;
    this.problems = problems;
  }

  void check(Dataset dataset, TargetColumn column) {
    String name = dataset.targetName();
    if (dataset.rows() < FEWEST_ROWS) {
      String rows = dataset.rows() == 1 ? "1 row" : dataset.rows() + " rows";
      problems.add(key, 0, "", "has " + rows + ", at least " + FEWEST_ROWS + " are needed");
      return;
    }
    switch (dataset.target()) {
      case Target.Numbers numbers -> check(name, numbers);
      case Target.Labels labels -> check(name, labels, (TargetColumn.Labels) column);
    }
  }

  private void check(String name, Target.Numbers numbers) {
    double first = numbers.values()[0];
    for (double value : numbers.values()) {
      if (value != first) {
        return;
      }
    }
    problems.add(key, 0, name, "is " + first + " in every row; nothing can be learned");
  }

  private void check(String name, Target.Labels labels, TargetColumn.Labels column) {
    if (labels.names().size() == 1) {
      String only = shown(labels.names().getFirst());
      problems.add(key, 0, name, "is " + only + " in every row; at least 2 labels are needed");
      return;
    }
    int[] counts = labels.counts();
    for (int id = 0; id < counts.length; id++) {
      if (counts[id] < FEWEST_ROWS_A_LABEL) {
        String label = labels.names().get(id);
        TargetColumn.Place at = column.first(label);
        String message = "only this row has the label " + shown(label);
        problems.add(
            at.key(), at.line(), name, message + ", at least " + FEWEST_ROWS_A_LABEL + " must");
      }
    }
  }
}
