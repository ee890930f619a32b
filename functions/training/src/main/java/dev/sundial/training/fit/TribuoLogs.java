package dev.sundial.training.fit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tribuo reports every fit at INFO; the function's log is for its own lines. */
final class TribuoLogs {
  // Held here because loggers are held weakly.
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.tribuo"), Logger.getLogger("com.oracle.labs"));

  private TribuoLogs() {}

  /** From here on only warnings are heard. */
  static void quiet() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
