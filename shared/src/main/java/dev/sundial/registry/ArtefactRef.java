package dev.sundial.registry;

import dev.sundial.json.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where an artefact is and how it is known to be whole.
 *
 * @param role what it is for
 * @param format how its bytes are to be read, such as {@code sundial-scorer/1}: 1–64 lower-case
 *     letters, digits, dots, hyphens and slashes; readers keep a list of those they allow
 * @param key of the object in the artefact bucket
 * @param sha256 of its bytes, 64 lower-case hex digits
 * @param bytes its exact size, 0 to 1 GiB
 */
public record ArtefactRef(ArtefactRole role, String format, String key, String sha256, long bytes) {
  /** Largest artefact, in bytes. */
  public static final long MAX_BYTES = 1L << 30;

  private static final Pattern FORMAT = Pattern.compile("[a-z0-9./-]{1,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public ArtefactRef {
    if (!FORMAT.matcher(format).matches()) {
      throw new IllegalArgumentException(
          "format must be 1 to 64 lower-case letters, digits, dots, hyphens and slashes, was "
              + format);
    }
    if (key.isEmpty() || key.length() > 1024) {
      throw new IllegalArgumentException("key must be 1 to 1024 characters, was \"" + key + "\"");
    }
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hex digits, was \"" + sha256 + "\"");
    }
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException("bytes must be from 0 to " + MAX_BYTES + ", was " + bytes);
    }
  }

  /** As a JSON object's fields, in order. */
  Map<String, Object> toFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role.id());
    fields.put("format", format);
    fields.put("key", key);
    fields.put("sha256", sha256);
    fields.put("bytes", bytes);
    return fields;
  }

  /** Refuses what is no reference with an {@link IllegalArgumentException}. */
  static ArtefactRef read(Form form) {
    ArtefactRef ref =
        new ArtefactRef(
            ArtefactRole.parse(form.text("role")),
            form.text("format"),
            form.text("key"),
            form.text("sha256"),
            form.whole("bytes", -1, 0, MAX_BYTES));
    form.close();
    return ref;
  }
}
