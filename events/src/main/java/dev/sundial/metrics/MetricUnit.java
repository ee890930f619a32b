package dev.sundial.metrics;

/** A unit as CloudWatch spells it. */
public enum MetricUnit {
  /** A plain number, such as a fraction. */
  NONE("None"),
  COUNT("Count"),
  MILLISECONDS("Milliseconds");

  private final String cloudWatchName;

  MetricUnit(String cloudWatchName) {
    this.cloudWatchName = cloudWatchName;
  }

  public String cloudWatchName() {
    return cloudWatchName;
  }
}
