package dev.sundial.e2e;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Unmodified SDK clients of the cloud under test, as its administrator. */
final class Clients implements AutoCloseable {
  private final URI endpoint;
  final S3Client s3;
  final DynamoDbClient dynamo;
  final LambdaClient lambda;
  final SqsClient sqs;
  final EventBridgeClient events;
  final SchedulerClient scheduler;

  Clients(URI endpoint) {
    this.endpoint = endpoint;
    this.s3 = client(S3Client.builder());
    this.dynamo = client(DynamoDbClient.builder());
    this.lambda = client(LambdaClient.builder());
    this.sqs = client(SqsClient.builder());
    this.events = client(EventBridgeClient.builder());
    this.scheduler = client(SchedulerClient.builder());
  }

  URI endpoint() {
    return endpoint;
  }

  /** Each call is made once: a test must not hide what a caller would see. */
  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(5)))
        .build();
  }

  @Override
  public void close() {
    s3.close();
    dynamo.close();
    lambda.close();
    sqs.close();
    events.close();
    scheduler.close();
  }
}
