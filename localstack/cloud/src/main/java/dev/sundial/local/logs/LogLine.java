package dev.sundial.local.logs;

import java.time.Instant;

/** A line to be logged, without its line break. */
public record LogLine(Instant time, String text) {}
