package dev.sundial.local.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.sundial.local.endpoint.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** JSON trees in and out, and the way services ask for their members. */
public final class Trees {
  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new EpochSeconds());
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Trees() {}

  /** How awsJson writes timestamps. */
  private static final class EpochSeconds extends SimpleModule {
    private static final long serialVersionUID = 1L;

    EpochSeconds() {
      addSerializer(
          Instant.class,
          new StdSerializer<>(Instant.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
              out.writeNumber(
                  BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros().toPlainString());
            }
          });
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An object whose keys are data and no members of a model. */
  public static ObjectNode map() {
    return new MapTree();
  }

  /** Parses a body that must be an object; an empty one is an empty object. */
  public static ObjectNode parse(byte[] json) {
    try {
      JsonNode node = json.length == 0 ? object() : MAPPER.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new AwsError(400, "SerializationException", "The body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw new AwsError(
          400, "SerializationException", "The body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a text is one JSON value and nothing else. */
  public static boolean isJson(String text) {
    return value(text).isPresent();
  }

  /** The one JSON value that a text is, of any kind; empty when it is none, or more than that. */
  public static Optional<JsonNode> value(String text) {
    try {
      return Optional.of(STRICT.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A required text member; 400 {@code ValidationException} without it. */
  public static String text(ObjectNode input, String name) {
    JsonNode value = input.get(name);
    if (value == null || value.isNull() || value.isContainerNode()) {
      throw AwsError.validation(
          "Value at '" + name + "' failed to satisfy constraint: Member must not be null");
    }
    return value.asText();
  }

  /** An optional text member. */
  public static String text(ObjectNode input, String name, String absent) {
    JsonNode value = input.get(name);
    if (value != null && value.isContainerNode()) {
      throw AwsError.validation("Value at '" + name + "' must be a text");
    }
    return value == null || value.isNull() ? absent : value.asText();
  }

  /** An optional whole number; a text that is one counts, since query clients send texts. */
  public static int integer(ObjectNode input, String name, int absent) {
    JsonNode value = input.get(name);
    if (value == null || value.isNull()) {
      return absent;
    }
    try {
      return Integer.parseInt(value.asText());
    } catch (NumberFormatException e) {
      throw AwsError.validation("Value at '" + name + "' must be a whole number");
    }
  }
}
