package dev.sundial.local.alarms;

/** The state of an alarm, named as CloudWatch names it. */
public enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
