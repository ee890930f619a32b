package dev.sundial.local.iam;

/** Whom the roles' trust policies let in. */
@FunctionalInterface
public interface Trust {

  /**
   * Whether there is that role and a service may take it.
   *
   * @param role ARN
   * @param resource ARN of what the service takes it for, such as a function
   */
  boolean mayBeAssumed(String role, String resource);
}
