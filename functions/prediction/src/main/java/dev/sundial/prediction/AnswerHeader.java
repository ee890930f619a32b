package dev.sundial.prediction;

import java.util.List;
import java.util.Locale;

/** The headers that answers carry besides those of HTTP itself. */
enum AnswerHeader {
  X_REQUEST_ID("Names the request; the logs have it under the same name"),
  X_MODEL_NAME("The model that answers"),
  X_MODEL_VERSION("The version that answers, or whose features a row was checked against"),
  X_MODEL_STALE("`true` when a newer version may serve that could not be loaded or looked up"),
  ALLOW("The methods that the path answers"),
  RETRY_AFTER("In how many seconds to ask again"),
  WWW_AUTHENTICATE("`Bearer`: what the stage wants");

  /** What tells which version answers. */
  static final List<AnswerHeader> OF_VERSION =
      List.of(X_MODEL_NAME, X_MODEL_VERSION, X_MODEL_STALE);

  private final String meaning;

  AnswerHeader(String meaning) {
    this.meaning = meaning;
  }

  /** As it is sent, in lower case. */
  String header() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In a line, of CommonMark. */
  String meaning() {
    return meaning;
  }

  boolean isNumber() {
    return this == RETRY_AFTER;
  }
}
