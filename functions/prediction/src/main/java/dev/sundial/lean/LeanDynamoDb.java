package dev.sundial.lean;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** DynamoDB's GetItem by key. Every other operation, and every other parameter, is refused. */
public final class LeanDynamoDb implements DynamoDbClient {
  private static final int MAX_BYTES = 1024 * 1024;

  private final Endpoints endpoints;
  private final SignedHttp http;

  public LeanDynamoDb(Endpoints endpoints, SignedHttp http) {
    this.endpoints = endpoints;
    this.http = http;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    try {
      SignedHttp.Reply reply =
          http.send(
              SdkHttpMethod.POST,
              endpoints.dynamoDb(),
              Map.of(
                  "X-Amz-Target",
                  "DynamoDB_20120810.GetItem",
                  "Content-Type",
                  "application/x-amz-json-1.0"),
              GetItemJson.write(request));
      byte[] body = body(reply);
      if (!reply.ok()) {
        throw DynamoDbException.builder()
            .statusCode(reply.status())
            .message(reply.status() + " " + new String(body, StandardCharsets.UTF_8))
            .build();
      }
      check(body, reply.header("x-amz-crc32"));
      return GetItemJson.read(body);
    } catch (IOException e) {
      throw SdkClientException.create("GetItem failed: " + e, e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private static byte[] body(SignedHttp.Reply reply) throws IOException {
    try (InputStream body = reply.body()) {
      return body.readNBytes(MAX_BYTES);
    }
  }

  private static void check(byte[] body, String crc) throws IOException {
    CRC32 actual = new CRC32();
    actual.update(body);
    if (!crc.isEmpty() && !crc.equals(Long.toString(actual.getValue()))) {
      throw new IOException("the reply does not have the checksum it came with");
    }
  }
}
