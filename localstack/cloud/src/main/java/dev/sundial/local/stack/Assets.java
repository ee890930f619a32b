package dev.sundial.local.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file assets of a {@code cdk.out}.
 *
 * @param files from object key, such as {@code <hash>.zip}, to the file, or the folder that CDK
 *     would zip
 */
public record Assets(Map<String, Path> files) {

  public Assets {
    files = Map.copyOf(files);
  }

  public static Assets none() {
    return new Assets(Map.of());
  }

  /** The file or folder of an asset, if there is one of that object key. */
  public Optional<Path> find(String objectKey) {
    return Optional.ofNullable(files.get(objectKey));
  }
}
