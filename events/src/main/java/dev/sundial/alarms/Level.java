package dev.sundial.alarms;

/** How much an alarm matters. */
public enum Level {
  /** Somebody must act: red in Slack. */
  PAGE,
  /** Somebody should look: amber in Slack. */
  NOTICE
}
