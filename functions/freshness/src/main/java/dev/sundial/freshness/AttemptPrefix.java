package dev.sundial.freshness;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one attempt at a run puts its objects: {@code models/{model}/{version}/{token}/}.
 *
 * @param token of the lease it worked under
 */
record AttemptPrefix(ModelName model, VersionId version, long token) {
  private static final Pattern REST = Pattern.compile("([^/]+)/([1-9][0-9]{0,17})/[^/]+");

  /** The attempt an object is of; empty for any other key. */
  static Optional<AttemptPrefix> of(ModelName model, String key) {
    String above = above(model);
    if (!key.startsWith(above)) {
      return Optional.empty();
    }
    Matcher rest = REST.matcher(key.substring(above.length()));
    if (!rest.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AttemptPrefix(model, VersionId.parse(rest.group(1)), Long.parseLong(rest.group(2))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What all of a model's attempts lie below. */
  static String above(ModelName model) {
    return "models/" + model + "/";
  }

  @Override
  public String toString() {
    return above(model) + version + "/" + token + "/";
  }
}
