package dev.sundial.local.stack;

/**
 * What a deployment did with a stack; counts of resources.
 *
 * @param removed deleted or let go
 */
public record StackResult(String stack, int created, int updated, int removed) {

  public boolean changedNothing() {
    return created + updated + removed == 0;
  }
}
