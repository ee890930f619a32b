package dev.sundial.local.alarms;

import java.time.Instant;

/**
 * What happened to an alarm.
 *
 * @param alarmType {@link Alarm#METRIC} or {@link Alarm#COMPOSITE}
 * @param type {@link #CONFIGURATION}, {@link #STATE} or {@link #ACTION}
 * @param data JSON
 */
public record HistoryItem(
    Instant at, String alarmName, String alarmType, String type, String summary, String data) {
  public static final String CONFIGURATION = "ConfigurationUpdate";
  public static final String STATE = "StateUpdate";
  public static final String ACTION = "Action";
}
