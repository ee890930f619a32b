package dev.sundial.local.alarms;

import java.util.Arrays;
import java.util.Optional;

/** How periods without data are treated, where there are too few with data. */
public enum MissingData {
  MISSING("missing", "Missing"),
  IGNORE("ignore", "Ignore"),
  BREACHING("breaching", "Breaching"),
  NOT_BREACHING("notBreaching", "NonBreaching");

  private final String cloudWatchName;
  private final String word;

  MissingData(String cloudWatchName, String word) {
    this.cloudWatchName = cloudWatchName;
    this.word = word;
  }

  static Optional<MissingData> parse(String cloudWatchName) {
    return Arrays.stream(values())
        .filter(one -> one.cloudWatchName.equals(cloudWatchName))
        .findFirst();
  }

  /** As CloudWatch spells it. */
  public String cloudWatchName() {
    return cloudWatchName;
  }

  /** As reasons say it. */
  String word() {
    return word;
  }
}
