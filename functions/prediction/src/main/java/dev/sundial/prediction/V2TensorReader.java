package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.json.JsonReader;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one input tensor. Its fields come in any order, so the data is taken in before it is known
 * what it must be, flat or nested.
 */
final class V2TensorReader {
  private static final int UNKNOWN = -1;

  /** Below it a double tells every whole number from the next. */
  private static final double WHOLE_TO = 0x1p53;

  /** No datatype has a larger whole number. */
  private static final double LARGEST_WHOLE = 0x1p64;

  private final String where;

  private @Nullable String name;
  private @Nullable V2Datatype datatype;
  private int @Nullable [] shape;
  private boolean hasData;
  private boolean hasParameters;

  private double[] data = new double[16];
  private int size;
  private boolean truths;
  private boolean numbers;

  /** The values that only their digits tell from their neighbours, by where they stand. */
  private final Map<Integer, BigInteger> large = new HashMap<>();

  /** How long the lists of each level are, the outermost first. */
  private final int[] lengths = new int[JsonReader.MAX_DEPTH];

  private int depth = UNKNOWN;

  /**
   * @param where of what refusals begin with, such as {@code inputs[0]}
   */
  V2TensorReader(String where) {
    this.where = where;
    Arrays.fill(lengths, UNKNOWN);
  }

  /**
   * Reads the object before which the parser stands.
   *
   * @throws Refusal 422 naming the field
   */
  V2Tensor read(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw refused(" must be a tensor, was " + JsonBody.kind(parser.currentToken()));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> {
          once(field, name == null);
          name = text(field, parser);
        }
        case "datatype" -> {
          once(field, datatype == null);
          datatype = datatype(text(field, parser));
        }
        case "shape" -> {
          once(field, shape == null);
          shape = shape(parser);
        }
        case "data" -> {
          once(field, !hasData);
          hasData = true;
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refused(".data must be a list, was " + JsonBody.kind(parser.currentToken()));
          }
          list(parser, 0);
        }
        case V2Parameters.NAME -> {
          once(field, !hasParameters);
          hasParameters = true;
          V2Parameters.skip(parser, where);
        }
        default -> throw refused(": \"" + StrictJson.shortened(field) + "\" is not known");
      }
    }
    return tensor();
  }

  private V2Tensor tensor() throws Refusal {
    if (name == null || datatype == null || shape == null || !hasData) {
      String missing =
          name == null ? "name" : datatype == null ? "datatype" : shape == null ? "shape" : "data";
      throw refused("." + missing + " is missing");
    }
    long wanted = 1;
    for (int length : shape) {
      wanted *= length;
    }
    if (wanted != size) {
      throw refused(
          ".data has "
              + size
              + " values, where the shape "
              + Arrays.toString(shape)
              + " has "
              + wanted);
    }
    if (depth > 1 && !Arrays.equals(shape, Arrays.copyOf(lengths, depth))) {
      throw refused(
          ".data is nested as "
              + Arrays.toString(Arrays.copyOf(lengths, depth))
              + ", not as the shape "
              + Arrays.toString(shape));
    }
    check(datatype);
    return new V2Tensor(name, shape, Arrays.copyOf(data, size));
  }

  private void check(V2Datatype type) throws Refusal {
    if (type == V2Datatype.BYTES) {
      throw refused(".datatype BYTES holds no numbers, which all features are");
    }
    if (type == V2Datatype.BOOL ? numbers : truths) {
      throw refused(".data must hold " + (truths ? "numbers" : "true and false") + " as " + type);
    }
    for (int i = 0; i < size; i++) {
      if (!type.holds(data[i])) {
        throw outside(i, type);
      }
    }
    for (Map.Entry<Integer, BigInteger> value : large.entrySet()) {
      if (!type.holds(value.getValue())) {
        throw outside(value.getKey(), type);
      }
    }
  }

  private Refusal outside(int at, V2Datatype type) {
    return refused(".data[" + at + "] must be " + type.range() + " as " + type);
  }

  private void once(String field, boolean first) throws Refusal {
    if (!first) {
      throw refused("." + field + " is given twice");
    }
  }

  private String text(String field, JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw refused("." + field + " must be a text, was " + JsonBody.kind(parser.currentToken()));
    }
    return parser.getText();
  }

  private V2Datatype datatype(String text) throws Refusal {
    Optional<V2Datatype> known = V2Datatype.of(text);
    if (known.isEmpty()) {
      throw refused(
          ".datatype \""
              + StrictJson.shortened(text)
              + "\" is not known; send one of "
              + Arrays.toString(V2Datatype.values()));
    }
    return known.get();
  }

  private int[] shape(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw refused(".shape must be a list, was " + JsonBody.kind(parser.currentToken()));
    }
    int[] lengths = new int[2];
    int dimensions = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (dimensions == lengths.length) {
        throw refused(".shape must have one or two dimensions");
      }
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
          || parser.getNumberType() != JsonParser.NumberType.INT
          || parser.getIntValue() < 0) {
        throw refused(".shape[" + dimensions + "] must be a whole number from 0");
      }
      lengths[dimensions++] = parser.getIntValue();
    }
    if (dimensions == 0) {
      throw refused(".shape must have one or two dimensions");
    }
    return Arrays.copyOf(lengths, dimensions);
  }

  /** Takes in a list, and the lists in it; the parser's own limit keeps it from going deep. */
  private void list(JsonParser parser, int level) throws IOException, Refusal {
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      length++;
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        list(parser, level + 1);
      } else {
        value(parser, level + 1);
      }
    }
    if (lengths[level] != UNKNOWN && lengths[level] != length) {
      throw refused(".data has lists of different lengths");
    }
    lengths[level] = length;
  }

  private void value(JsonParser parser, int level) throws IOException, Refusal {
    if (depth != UNKNOWN && depth != level) {
      throw refused(".data[" + size + "] is nested unlike the values before it");
    }
    depth = level;
    double value =
        switch (parser.currentToken()) {
          case VALUE_TRUE -> 1;
          case VALUE_FALSE -> 0;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
          default ->
              throw refused(
                  ".data["
                      + size
                      + "] must be a number, was "
                      + JsonBody.kind(parser.currentToken()));
        };
    truths |= parser.currentToken().isBoolean();
    numbers |= parser.currentToken().isNumeric();
    if (Math.abs(value) >= WHOLE_TO && Math.abs(value) <= LARGEST_WHOLE) {
      large.put(size, parser.getDecimalValue().toBigInteger());
    }
    if (size == data.length) {
      data = Arrays.copyOf(data, size * 2);
    }
    data[size++] = value;
  }

  private Refusal refused(String what) {
    return Refusal.unprocessable(where + what);
  }
}
