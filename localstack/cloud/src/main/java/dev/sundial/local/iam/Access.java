package dev.sundial.local.iam;

import dev.sundial.local.endpoint.AwsError;
import java.util.List;

/**
 * What somebody wants to do: one action on one resource.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param facts what conditions may ask about it
 */
public record Access(String action, String resource, Facts facts) {
  /** Keys of objects and paths of requests may hold any character. */
  private static final List<String> ANY_NAMES = List.of("arn:aws:s3:::", "arn:aws:execute-api:");

  /**
   * @throws AwsError {@code ValidationException} when the resource is a pattern: no policy but one
   *     for everything would fit it, and nothing is called that
   */
  public Access {
    if (resource.contains("*")
        && !resource.equals("*")
        && ANY_NAMES.stream().noneMatch(resource::startsWith)) {
      throw AwsError.validation("No resource can be called " + resource);
    }
  }

  /** Without facts of its own. */
  public static Access of(String action, String resource) {
    return new Access(action, resource, Facts.none());
  }
}
