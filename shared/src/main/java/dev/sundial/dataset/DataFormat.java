package dev.sundial.dataset;

import java.util.Locale;
import java.util.Optional;

/**
 * How an object is to be read, as the end of its key says, whatever the case.
 *
 * @param syntax of its text
 * @param gzip whether the text is compressed
 */
public record DataFormat(Syntax syntax, boolean gzip) {

  /** What a row looks like. */
  public enum Syntax {
    /** A header, then comma-separated values. */
    CSV,
    /** One JSON object a line. */
    NDJSON
  }

  /** The ends there are, as a message names them. */
  public static final String ENDS = ".csv, .ndjson or .jsonl, each also with .gz";

  private static final String GZIP = ".gz";

  /** The format of an object or a file; empty for a name that no training reads. */
  public static Optional<DataFormat> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean gzip = lower.endsWith(GZIP);
    String text = gzip ? lower.substring(0, lower.length() - GZIP.length()) : lower;
    if (text.endsWith(".csv")) {
      return Optional.of(new DataFormat(Syntax.CSV, gzip));
    }
    if (text.endsWith(".ndjson") || text.endsWith(".jsonl")) {
      return Optional.of(new DataFormat(Syntax.NDJSON, gzip));
    }
    return Optional.empty();
  }
}
