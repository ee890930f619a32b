package dev.sundial.local.metrics;

import java.util.HexFormat;

/** The key of a page on the shelf: in the order of series, resolution and time. */
record PageKey(long series, Resolution resolution, int page) {
  private static final HexFormat HEX = HexFormat.of();

  String text() {
    return series(series) + resolution.letter() + HEX.toHexDigits(page);
  }

  /** The key of the series itself, on its own shelf. */
  static String series(long number) {
    return HEX.toHexDigits(number);
  }
}
