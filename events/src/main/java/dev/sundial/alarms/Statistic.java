package dev.sundial.alarms;

/** What is made of the values of one period. */
public enum Statistic {
  AVERAGE("Average"),
  MINIMUM("Minimum"),
  MAXIMUM("Maximum"),
  SUM("Sum"),
  P99("p99");

  private final String cloudWatchName;

  Statistic(String cloudWatchName) {
    this.cloudWatchName = cloudWatchName;
  }

  /** As CloudWatch spells it. */
  public String cloudWatchName() {
    return cloudWatchName;
  }
}
