package dev.sundial.bench;

import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads as most would, with the AWS SDK. */
public final class SameCalls extends ReadsOnce {

  @Override
  byte[] read() {
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
