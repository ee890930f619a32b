package dev.sundial.local.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.sundial.local.endpoint.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * Trees in and out of CBOR, as Smithy's RPC v2 writes them: timestamps are numbers of seconds under
 * tag 1, real numbers are doubles.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
final class Cbor {
  private static final int EPOCH_TIME = 1;
  private static final double MILLIS = 1000.0;
  private static final CBORFactory FACTORY = new CBORFactory();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Cbor() {}

  /** Reads a body that must be a map; an empty one is an empty map. */
  static ObjectNode parse(byte[] cbor) {
    try {
      JsonNode node = cbor.length == 0 ? Trees.object() : MAPPER.readTree(cbor);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new AwsError(400, "SerializationException", "The body must be a CBOR map");
    } catch (JsonProcessingException e) {
      throw new AwsError(
          400, "SerializationException", "The body is not CBOR: " + e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new AwsError(400, "SerializationException", "The body is not CBOR: " + e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator generator = FACTORY.createGenerator(bytes)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonNode node, CBORGenerator out) throws IOException {
    if (node.isObject()) {
      writeObject(node, out);
    } else if (node.isArray()) {
      out.writeStartArray(node, node.size());
      for (JsonNode item : node) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant instant) {
      out.writeTag(EPOCH_TIME);
      out.writeNumber(instant.toEpochMilli() / MILLIS);
    } else {
      MAPPER.writeTree((JsonGenerator) out, node);
    }
  }

  private static void writeObject(JsonNode object, CBORGenerator out) throws IOException {
    out.writeStartObject(object, object.size());
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      out.writeFieldName(member.getKey());
      write(member.getValue(), out);
    }
    out.writeEndObject();
  }
}
