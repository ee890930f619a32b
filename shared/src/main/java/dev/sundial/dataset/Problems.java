package dev.sundial.dataset;

import java.util.ArrayList;
import java.util.List;

/** What has been found wrong so far; enough is enough. */
final class Problems {

  /** Enough problems were found: reading on helps nobody. */
  static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("enough problems", null, false, false);
    }
  }

  private final String bucket;
  private final List<DataProblem> list = new ArrayList<>();

  Problems(String bucket) {
    this.bucket = bucket;
  }

  /**
   * @throws EnoughException when the list is full
   */
  void add(String key, long line, String column, String message) {
    list.add(new DataProblem(bucket, key, line, column, message));
    if (list.size() == BadDataException.MOST_LISTED) {
      throw new EnoughException();
    }
  }

  /** Adds a problem that makes reading on useless. */
  EnoughException last(String key, long line, String column, String message) {
    add(key, line, column, message);
    return new EnoughException();
  }

  void throwIfAny() throws BadDataException {
    if (!list.isEmpty()) {
      throw new BadDataException(list);
    }
  }
}
