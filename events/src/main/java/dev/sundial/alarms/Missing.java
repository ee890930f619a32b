package dev.sundial.alarms;

/** What an alarm makes of periods without data. */
public enum Missing {
  /** As if the bound were crossed. */
  BREACHING("breaching"),
  /** As if it were not. */
  NOT_BREACHING("notBreaching"),
  /** The state stays as it is. */
  IGNORE("ignore");

  private final String cloudWatchName;

  Missing(String cloudWatchName) {
    this.cloudWatchName = cloudWatchName;
  }

  /** As CloudWatch spells it. */
  public String cloudWatchName() {
    return cloudWatchName;
  }
}
