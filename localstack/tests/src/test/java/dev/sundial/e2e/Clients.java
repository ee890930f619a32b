package dev.sundial.e2e;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Unmodified SDK clients of the cloud under test, as its administrator or with a role's keys. */
final class Clients implements AutoCloseable {
  private final URI endpoint;
  private final AwsCredentialsProvider credentials;
  final S3Client s3;
  final DynamoDbClient dynamo;
  final LambdaClient lambda;
  final SqsClient sqs;
  final EventBridgeClient events;
  final SchedulerClient scheduler;
  final IamClient iam;
  final StsClient sts;
  final CloudWatchClient cloudWatch;
  final CloudWatchLogsClient logs;
  final SecretsManagerClient secrets;
  final SnsClient sns;

  Clients(URI endpoint) {
    this(endpoint, AwsBasicCredentials.create("test", "test"));
  }

  private Clients(URI endpoint, AwsCredentials credentials) {
    this.endpoint = endpoint;
    this.credentials = StaticCredentialsProvider.create(credentials);
    this.s3 = client(S3Client.builder());
    this.dynamo = client(DynamoDbClient.builder());
    this.lambda = client(LambdaClient.builder());
    this.sqs = client(SqsClient.builder());
    this.events = client(EventBridgeClient.builder());
    this.scheduler = client(SchedulerClient.builder());
    this.iam = client(IamClient.builder());
    this.sts = client(StsClient.builder());
    this.cloudWatch = client(CloudWatchClient.builder());
    this.logs = client(CloudWatchLogsClient.builder());
    this.secrets = client(SecretsManagerClient.builder());
    this.sns = client(SnsClient.builder());
  }

  /** Clients with the keys of a role. */
  Clients as(String roleArn) {
    Credentials keys =
        sts.assumeRole(r -> r.roleArn(roleArn).roleSessionName("somebody")).credentials();
    return new Clients(
        endpoint,
        AwsSessionCredentials.create(
            keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
  }

  URI endpoint() {
    return endpoint;
  }

  /** Each call is made once: a test must not hide what a caller would see. */
  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
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
    iam.close();
    sts.close();
    cloudWatch.close();
    logs.close();
    secrets.close();
    sns.close();
  }
}
