package dev.sundial.local.stack;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a deployment does with a resource, or with a whole stack. */
public enum Action {
  ADD("add"),
  CHANGE("change in place"),
  REPLACE("replace"),
  REMOVE("remove"),
  /** It leaves its stack and stays as it is. */
  RETAIN("retain");

  private final String text;

  Action(String text) {
    this.text = text;
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
