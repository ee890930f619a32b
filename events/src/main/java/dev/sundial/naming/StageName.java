package dev.sundial.naming;

import java.util.regex.Pattern;

/**
 * The name of a stage, such as {@code local} or {@code prod}: 1–12 lower-case letters and digits, a
 * letter first.
 */
public record StageName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{0,11}");

  /** The stage that runs on a laptop. */
  public static final StageName LOCAL = new StageName("local");

  /** The stage that a month is played through on. */
  public static final StageName SIMULATE = new StageName("simulate");

  public StageName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a stage name must be 1 to 12 lower-case letters and digits, a letter first");
    }
  }

  /** Whether it runs in the local cloud; any other is on AWS. */
  public boolean isLocal() {
    return equals(LOCAL) || equals(SIMULATE);
  }

  @Override
  public String toString() {
    return value;
  }
}
