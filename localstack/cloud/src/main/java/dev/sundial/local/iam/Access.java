package dev.sundial.local.iam;

/**
 * What somebody wants to do: one action on one resource.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param facts what conditions may ask about it
 */
public record Access(String action, String resource, Facts facts) {

  /** Without facts of its own. */
  public static Access of(String action, String resource) {
    return new Access(action, resource, Facts.none());
  }
}
