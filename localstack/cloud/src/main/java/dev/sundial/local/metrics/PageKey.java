package dev.sundial.local.metrics;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The key of a page on the shelf: in the order of series, resolution and time. */
record PageKey(long series, Resolution resolution, int page) {
  private static final HexFormat HEX = HexFormat.of();
  private static final int SERIES_DIGITS = 16;

  static Stream<PageKey> all(Collection<String> keys) {
    return keys.stream().map(PageKey::parse);
  }

  private static PageKey parse(String key) {
    char letter = key.charAt(SERIES_DIGITS);
    Resolution resolution = Resolution.MINUTE;
    for (Resolution one : Resolution.values()) {
      resolution = one.letter() == letter ? one : resolution;
    }
    return new PageKey(
        HexFormat.fromHexDigitsToLong(key, 0, SERIES_DIGITS),
        resolution,
        HexFormat.fromHexDigits(key, SERIES_DIGITS + 1, key.length()));
  }

  String text() {
    return series(series) + resolution.letter() + HEX.toHexDigits(page);
  }

  /** The key of the series itself, on its own shelf. */
  static String series(long number) {
    return HEX.toHexDigits(number);
  }
}
