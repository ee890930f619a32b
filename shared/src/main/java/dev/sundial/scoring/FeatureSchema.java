package dev.sundial.scoring;

import dev.sundial.spec.Task;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What a model reads and what it answers.
 *
 * @param task what is predicted
 * @param target the name of what is predicted, such as {@code species}
 * @param features 1 to {@value #MAX_FEATURES} distinct names, in the order of a scorer's input
 * @param labels classification: 2 to {@value #MAX_LABELS} distinct labels, in the order of a
 *     scorer's output; regression: none
 */
public record FeatureSchema(Task task, String target, List<String> features, List<String> labels) {
  /** Most features a scorer may read. */
  public static final int MAX_FEATURES = 4096;

  /** Most labels a scorer may tell apart. */
  public static final int MAX_LABELS = 10_000;

  /** Longest name or label, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 1024;

  public FeatureSchema {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    name("target", target);
    count("features", features, 1, MAX_FEATURES);
    switch (task) {
      case CLASSIFICATION -> count("labels", labels, 2, MAX_LABELS);
      case REGRESSION -> count("labels", labels, 0, 0);
    }
  }

  public static FeatureSchema classification(
      String target, List<String> features, List<String> labels) {
    return new FeatureSchema(Task.CLASSIFICATION, target, features, labels);
  }

  public static FeatureSchema regression(String target, List<String> features) {
    return new FeatureSchema(Task.REGRESSION, target, features, List.of());
  }

  /** Length of a scorer's output for one row: one score per label, or the one predicted number. */
  public int outputs() {
    return switch (task) {
      case CLASSIFICATION -> labels.size();
      case REGRESSION -> 1;
    };
  }

  /**
   * SHA-256 of everything in this schema, as 64 lower-case hexadecimal digits; equal exactly when
   * the schemas are.
   */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(task.id().getBytes(StandardCharsets.UTF_8));
      update(digest, List.of(target));
      update(digest, features);
      update(digest, labels);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, List<String> names) {
    digest.update(ByteBuffer.allocate(4).putInt(names.size()).flip());
    for (String name : names) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(utf8.length).flip());
      digest.update(utf8);
    }
  }

  private static void count(String what, List<String> names, int min, int max) {
    if (names.size() < min || names.size() > max) {
      throw new IllegalArgumentException(
          what + " must be " + min + " to " + max + ", were " + names.size());
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      name(what, name);
      if (!seen.add(name)) {
        throw new IllegalArgumentException(what + " holds \"" + name + "\" twice");
      }
    }
  }

  private static void name(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must not hold an empty name");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException(what + " must be well-formed text");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new IllegalArgumentException(
          what + " must be names of at most " + MAX_NAME_BYTES + " bytes");
    }
  }
}
