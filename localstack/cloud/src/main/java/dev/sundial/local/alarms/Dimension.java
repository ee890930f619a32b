package dev.sundial.local.alarms;

/** A dimension of a watched metric, in the order an alarm gives them. */
public record Dimension(String name, String value) {}
