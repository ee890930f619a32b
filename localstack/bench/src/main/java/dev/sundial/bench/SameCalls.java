package dev.sundial.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A handler that reads the pointer and the scorer once, as most would, with the AWS SDK, and
 * answers a constant.
 */
public final class SameCalls implements RequestStreamHandler {
  private static final byte[] ANSWER =
      "{\"statusCode\":200,\"body\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  private byte @Nullable [] scorer;

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    if (scorer == null) {
      scorer = read();
    }
    response.write(ANSWER);
  }

  private static byte[] read() {
    try (DynamoDbClient dynamoDb =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
        S3Client s3 =
            S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build()) {
      Map<String, AttributeValue> item =
          dynamoDb
              .getItem(
                  get ->
                      get.tableName(System.getenv("SUNDIAL_REGISTRY_TABLE"))
                          .consistentRead(true)
                          .key(
                              Map.of(
                                  "pk", AttributeValue.fromS("MODEL#iris"),
                                  "sk", AttributeValue.fromS("POINTER"))))
              .item();
      Map<String, AttributeValue> ref =
          item.getOrDefault("scorerRef", AttributeValue.fromM(Map.of())).m();
      AttributeValue key = ref.getOrDefault("key", AttributeValue.fromS("missing"));
      return s3.getObjectAsBytes(
              get -> get.bucket(System.getenv("SUNDIAL_ARTEFACT_BUCKET")).key(key.s()))
          .asByteArray();
    }
  }
}
