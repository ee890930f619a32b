package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What was predicted, one value a row, as every protocol lists it. */
final class Predictions {
  private Predictions() {}

  /** Writes a list: labels or their indices, or numbers. */
  static void write(JsonGenerator json, Scored scored, LabelStyle labels) throws IOException {
    switch (scored.served().schema().task()) {
      case CLASSIFICATION -> labels(json, scored, labels);
      case REGRESSION -> json.writeArray(scored.scores(), 0, scored.scores().length);
    }
  }

  private static void labels(JsonGenerator json, Scored scored, LabelStyle style)
      throws IOException {
    json.writeStartArray();
    for (int row = 0; row < scored.rows(); row++) {
      int label = scored.label(row);
      switch (style) {
        case NAME -> json.writeString(scored.served().label(label));
        case INDEX -> json.writeNumber(label);
      }
    }
    json.writeEndArray();
  }
}
