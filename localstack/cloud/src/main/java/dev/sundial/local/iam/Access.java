package dev.sundial.local.iam;

import dev.sundial.local.endpoint.AwsError;

/**
 * What somebody wants to do: one action on one resource.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param facts what conditions may ask about it
 */
public record Access(String action, String resource, Facts facts) {
  /** Keys of objects may hold any character. */
  private static final String OBJECTS = "arn:aws:s3:::";

  /**
   * @throws AwsError {@code ValidationException} when the resource is a pattern: no policy but one
   *     for everything would fit it, and nothing is called that
   */
  public Access {
    if (resource.contains("*") && !resource.equals("*") && !resource.startsWith(OBJECTS)) {
      throw AwsError.validation("No resource can be called " + resource);
    }
  }

  /** Without facts of its own. */
  public static Access of(String action, String resource) {
    return new Access(action, resource, Facts.none());
  }
}
