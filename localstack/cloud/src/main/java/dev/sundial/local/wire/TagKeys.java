package dev.sundial.local.wire;

import java.util.Collection;
import java.util.Optional;

/** The keys of tags, which all services restrict alike. */
public final class TagKeys {
  private static final String RESERVED = "aws:";

  private TagKeys() {}

  /**
   * What is wrong with keys that a user gives; empty when nothing is.
   *
   * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">Tag naming
   *     limits and requirements</a>
   */
  public static Optional<String> problem(Collection<String> keys) {
    return keys.stream()
        .filter(key -> key.regionMatches(true, 0, RESERVED, 0, RESERVED.length()))
        .findFirst()
        .map(key -> "aws: prefixed tag key names are not allowed for external use: " + key);
  }
}
