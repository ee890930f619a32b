package dev.sundial.freshness;

import dev.sundial.aws.AwsClients;
import dev.sundial.aws.CallLimits;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the probe talks to.
 *
 * @param api sends the hourly predictions
 * @param signedBy signs them
 */
record ProbeClients(
    DynamoDbClient dynamoDb,
    S3Client s3,
    SqsClient sqs,
    CloudFormationClient cloudFormation,
    EventBridgeClient eventBridge,
    CloudWatchClient cloudWatch,
    SnsClient sns,
    SdkHttpClient api,
    AwsCredentialsProvider signedBy) {

  /** A few seconds a call, so that one service that hangs leaves time for the others. */
  private static final CallLimits LIMITS =
      new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5), 2);

  /** The digest's calls have the rest of the invocation, as the digest says, and use it. */
  private static final CallLimits DIGEST =
      new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60), 10);

  /** A cold prediction function may take its time. */
  private static final Duration PREDICTION = Duration.ofSeconds(15);

  /** Region, credentials and endpoint are the environment's. */
  static ProbeClients ofLambda() {
    return new ProbeClients(
        AwsClients.dynamoDb(LIMITS),
        AwsClients.s3(LIMITS),
        AwsClients.build(SqsClient.builder(), LIMITS),
        AwsClients.build(CloudFormationClient.builder(), LIMITS),
        AwsClients.eventBridge(LIMITS),
        AwsClients.build(CloudWatchClient.builder(), DIGEST),
        AwsClients.build(SnsClient.builder(), DIGEST),
        UrlConnectionHttpClient.builder()
            .connectionTimeout(LIMITS.connect())
            .socketTimeout(PREDICTION)
            .build(),
        DefaultCredentialsProvider.builder().build());
  }
}
