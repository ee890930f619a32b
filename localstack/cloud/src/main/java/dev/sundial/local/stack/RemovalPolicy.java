package dev.sundial.local.stack;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a resource that leaves its stack. */
public enum RemovalPolicy {
  DELETE("Delete"),
  RETAIN("Retain"),
  RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate"),
  SNAPSHOT("Snapshot");

  private final String text;

  RemovalPolicy(String text) {
    this.text = text;
  }

  static Optional<RemovalPolicy> parse(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(text)).findFirst();
  }

  static String supported() {
    return Arrays.stream(values()).map(policy -> policy.text).collect(Collectors.joining(", "));
  }

  /** Whether the physical resource outlives its place in the stack. */
  boolean keeps() {
    return this != DELETE;
  }

  @Override
  public String toString() {
    return text;
  }
}
