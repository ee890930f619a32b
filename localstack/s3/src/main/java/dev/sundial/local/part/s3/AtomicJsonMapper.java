package dev.sundial.local.part.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces files instead of overwriting them: S3Mock keeps what it knows of a bucket, all keys of
 * it, in one file that it writes anew for each new key, and a kill in between would lose the
 * bucket.
 */
final class AtomicJsonMapper extends JsonMapper {

  private static final long serialVersionUID = 1L;

  AtomicJsonMapper(JsonMapper like) {
    super(like.rebuild());
  }

  @Override
  public void writeValue(File file, Object value) {
    Path target = file.toPath();
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    try {
      Files.write(draft, writeValueAsBytes(value));
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
