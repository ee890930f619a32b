package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sundial.json.JsonReader;
import java.nio.charset.StandardCharsets;

/** JSON as callers write it and are answered in. */
final class StrictJson {
  static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_ECHOED = 100;

  /**
   * At most 32 levels and 100 digits a number, no NaN, no comments. Whoever reads sees to duplicate
   * names and to the end; names of callers are not interned.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonReader.MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private StrictJson() {}

  /** What a caller sent may end in the middle of a character; JSON may not. */
  static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** A caller's words, short enough to be told them again. */
  static String shortened(String words) {
    return words.length() <= MAX_ECHOED ? words : words.substring(0, MAX_ECHOED) + "…";
  }
}
