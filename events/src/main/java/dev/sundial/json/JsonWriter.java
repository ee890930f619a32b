package dev.sundial.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers, booleans and nulls as compact JSON, fields in their order.
 */
public final class JsonWriter {

  private JsonWriter() {}

  /**
   * @param value a Map with text keys, an Iterable, text, number, boolean or null; anything else is
   *     written as its text
   * @throws IllegalArgumentException for a number that is not finite
   */
  public static String write(@Nullable Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = JsonReader.FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(out, entry.getValue());
        }
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        for (Object item : list) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Boolean truth -> out.writeBoolean(truth);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number);
      case Double number -> {
        if (!Double.isFinite(number)) {
          throw new IllegalArgumentException("JSON has no " + number);
        }
        out.writeNumber(number);
      }
      case Value parsed -> write(out, plain(parsed));
      default -> out.writeString(value.toString());
    }
  }

  /** The value without its places: maps, lists, texts, numbers, booleans, nulls. */
  public static @Nullable Object plain(Value value) {
    return switch (value) {
      case Value.Fields object -> {
        Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
        object.fields().forEach((name, field) -> map.put(name, plain(field)));
        yield map;
      }
      case Value.Items items -> {
        List<@Nullable Object> list = new java.util.ArrayList<>();
        items.items().forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Value.Text text -> text.text();
      case Value.Number number -> number.number();
      case Value.Truth truth -> truth.value();
      case Value.Nothing nothing -> null;
    };
  }
}
