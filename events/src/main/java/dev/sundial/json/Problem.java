package dev.sundial.json;

/** One thing that is wrong with a document, and where. */
public record Problem(Value.Place at, String message) {
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
