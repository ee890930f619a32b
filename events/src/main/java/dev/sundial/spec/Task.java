package dev.sundial.spec;

/** What a model predicts. */
public enum Task {
  /** One of a fixed set of labels. */
  CLASSIFICATION("classification"),
  /** A number. */
  REGRESSION("regression");

  private final String id;

  Task(String id) {
    this.id = id;
  }

  /** As written in a spec. */
  public String id() {
    return id;
  }

  public static Task parse(String id) {
    for (Task task : values()) {
      if (task.id.equals(id)) {
        return task;
      }
    }
    throw new IllegalArgumentException("must be classification or regression");
  }
}
