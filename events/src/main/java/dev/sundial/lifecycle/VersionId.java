package dev.sundial.lifecycle;

import dev.sundial.naming.ModelName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The identity of a model version, such as {@code 20261120T031500Z-7f3a9c}: the run's time in UTC
 * and the first six hex digits of the SHA-256 of model and run. A run that is tried again gives the
 * same version; text order is time order.
 */
public record VersionId(String value) implements Comparable<VersionId> {
  private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}");
  private static final int TIME_LENGTH = "20261120T031500Z".length();

  public VersionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a version must look like 20261120T031500Z-7f3a9c, was \"" + value + "\"");
    }
    BasicTime.parse(value.substring(0, TIME_LENGTH));
  }

  /**
   * The version a run makes.
   *
   * @param runTime the scheduled time, or an ad-hoc run's first claim; fractions of a second are
   *     dropped
   */
  public static VersionId of(ModelName model, RunId run, Instant runTime) {
    return new VersionId(BasicTime.format(runTime) + "-" + digest(model + "\n" + run));
  }

  /** Refuses anything else with an {@link IllegalArgumentException} that says what is wanted. */
  public static VersionId parse(String text) {
    return new VersionId(text);
  }

  /** The run's time, whole seconds. */
  public Instant time() {
    return BasicTime.parse(value.substring(0, TIME_LENGTH));
  }

  @Override
  public int compareTo(VersionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 3);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
