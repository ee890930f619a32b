package dev.sundial.naming;

import java.util.regex.Pattern;

/**
 * The name of a model, such as {@code iris}: 1–24 lower-case letters, digits and inner hyphens, a
 * letter first, so that every resource name made from it stays within AWS's limits.
 */
public record ModelName(String value) implements Comparable<ModelName> {
  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,22}[a-z0-9])?");

  public ModelName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a model name must be 1 to 24 lower-case letters, digits and inner hyphens, a letter first");
    }
  }

  @Override
  public int compareTo(ModelName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
