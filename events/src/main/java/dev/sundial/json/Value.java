package dev.sundial.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed value and where it stood, so that a message can name source, line and path. */
public sealed interface Value {

  Place at();

  /**
   * Where a value stood.
   *
   * @param source a file name or what the text is, such as {@code event}
   * @param line from 1; 0 when unknown
   * @param path such as {@code trainer.epochs}; empty at the root
   */
  record Place(String source, int line, String path) {

    public Place child(String name, int childLine) {
      return new Place(source, childLine, path.isEmpty() ? name : path + "." + name);
    }

    public Place element(int index, int childLine) {
      return new Place(source, childLine, path + "[" + index + "]");
    }

    @Override
    public String toString() {
      String where = line > 0 ? source + ":" + line : source;
      return path.isEmpty() ? where : where + ": " + path;
    }
  }

  /** An object; fields in the order they came. */
  record Fields(Place at, Map<String, Value> fields) implements Value {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** A list. */
  record Items(Place at, List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A text. */
  record Text(Place at, String text) implements Value {}

  /** A finite number. */
  record Number(Place at, BigDecimal number) implements Value {}

  /** True or false. */
  record Truth(Place at, boolean value) implements Value {}

  /** An explicit null. */
  record Nothing(Place at) implements Value {}
}
