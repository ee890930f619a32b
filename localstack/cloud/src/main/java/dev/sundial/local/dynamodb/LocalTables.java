package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** DynamoDB Local: requests as bytes, or as trees for what is looked into. */
final class LocalTables {

  private static final String TYPE = "application/x-amz-json-1.0";

  /** It wants a signature, but no particular one: one database for all. */
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

  /** Its check sum of an answer; clients compare it. */
  private static final String CHECKSUM = "x-amz-crc32";

  private final PartClient part;

  LocalTables(PartClient part) {
    this.part = part;
  }

  /** The answer as it came, errors too, but for the request id. */
  AwsResponse forward(String operation, ObjectNode input, String requestId) throws IOException {
    HttpResponse<InputStream> answer = send(operation, Trees.bytes(input));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", TYPE);
    headers.put("x-amzn-RequestId", requestId);
    Optional<String> checksum = answer.headers().firstValue(CHECKSUM);
    checksum.ifPresent(value -> headers.put(CHECKSUM, value));
    return new AwsResponse(
        answer.statusCode(), Headers.of(headers), new AwsResponse.Body.Bytes(read(answer)));
  }

  /**
   * Calls an operation.
   *
   * @throws AwsError what it answered instead of an output
   */
  ObjectNode call(String operation, ObjectNode input) {
    try {
      HttpResponse<InputStream> answer = send(operation, Trees.bytes(input));
      ObjectNode output = Trees.parse(read(answer));
      if (answer.statusCode() != 200) {
        String type = Trees.text(output, "__type", "InternalServerError");
        String message = Trees.text(output, "Message", Trees.text(output, "message", type));
        throw new AwsError(answer.statusCode(), type.substring(type.indexOf('#') + 1), message);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<InputStream> send(String operation, byte[] body) throws IOException {
    return part.send(
        "POST",
        "/",
        Headers.of(
            Map.of(
                "X-Amz-Target",
                "DynamoDB_20120810." + operation,
                "Content-Type",
                TYPE,
                "Authorization",
                SIGNATURE)),
        BodyPublishers.ofByteArray(body));
  }

  private static byte[] read(HttpResponse<InputStream> answer) throws IOException {
    try (var in = answer.body()) {
      return in.readAllBytes();
    }
  }
}
