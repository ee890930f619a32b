package dev.sundial.local.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The DynamoDB Local process, spoken to in its own protocol. */
public final class DynamoDbLocal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One set of keys for all callers, so that all see the same tables. */
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=sundial/20260101/us-east-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private static final List<String> PASSED =
      List.of("Content-Type", "x-amzn-RequestId", "x-amz-crc32");

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What it answered; only the headers clients need. */
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  public DynamoDbLocal(URI address) {
    this.address = address;
  }

  Answer send(String operation, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", AUTHORIZATION)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED) {
      response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new Answer(response.statusCode(), headers, response.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
