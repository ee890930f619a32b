package dev.sundial.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The SDK's clients over {@code HttpURLConnection}, with the SDK's standard retry strategy, bounded
 * attempts and time-outs. Region, credentials and endpoint are the environment's.
 */
public final class AwsClients {
  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));
  private static final BackoffStrategy THROTTLED =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(4));

  private AwsClients() {}

  public static DynamoDbClient dynamoDb(CallLimits limits) {
    return DynamoDbClient.builder()
        .httpClient(http(limits))
        .overrideConfiguration(overrides(limits))
        .endpointDiscoveryEnabled(false)
        .build();
  }

  /** Checks no checksum of its own on reading: an artefact's hash comes from its row. */
  public static S3Client s3(CallLimits limits) {
    return S3Client.builder()
        .httpClient(http(limits))
        .overrideConfiguration(overrides(limits))
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .build();
  }

  public static EventBridgeClient eventBridge(CallLimits limits) {
    return EventBridgeClient.builder()
        .httpClient(http(limits))
        .overrideConfiguration(overrides(limits))
        .build();
  }

  /** Any other service's client, made the same way. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, CallLimits limits) {
    return builder.httpClient(http(limits)).overrideConfiguration(overrides(limits)).build();
  }

  private static SdkHttpClient http(CallLimits limits) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(limits.connect())
        .socketTimeout(limits.attempt())
        .build();
  }

  private static ClientOverrideConfiguration overrides(CallLimits limits) {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(limits.attempts())
            .backoffStrategy(BACKOFF)
            .throttlingBackoffStrategy(THROTTLED)
            .build();
    return ClientOverrideConfiguration.builder()
        .retryStrategy(retries)
        .apiCallAttemptTimeout(limits.attempt())
        .apiCallTimeout(limits.total())
        .build();
  }
}
