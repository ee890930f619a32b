package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Queries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What S3 wants of an object's tags: at most ten, each key once. */
final class ObjectTags {
  private static final int MOST = 10;

  private ObjectTags() {}

  /**
   * @param header such as {@code a=1&b=2}; may be empty
   */
  static void check(String header) {
    List<String> keys = new ArrayList<>();
    Queries.pairs(header).forEach((key, values) -> values.forEach(value -> keys.add(key)));
    check(keys);
  }

  /**
   * @param tagging the document of PutObjectTagging
   */
  static void check(XmlElement tagging) {
    check(
        tagging.children("TagSet").stream()
            .flatMap(set -> set.children("Tag").stream())
            .map(tag -> tag.text("Key"))
            .toList());
  }

  private static void check(List<String> keys) {
    if (keys.size() > MOST) {
      throw new AwsError(400, "BadRequest", "Object tags cannot be greater than " + MOST);
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw new AwsError(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
    }
  }
}
