package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.WatchedRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.paginators.DescribeAlarmsIterable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Everything the probe talks to, in memory, and what it was asked. */
final class Aws {
  final WatchedRegistry registry = new WatchedRegistry();

  /** {@code operation name}, in order. */
  final List<String> calls = new ArrayList<>();

  /** When stacks were created, by name. */
  final Map<String, Instant> stacks = new HashMap<>();

  /** Messages by queue: visible, in somebody's hands, delayed. */
  final Map<String, List<Integer>> queues = new HashMap<>();

  /** When data objects were stored, by key. */
  final TreeMap<String, Instant> data = new TreeMap<>();

  final List<MetricAlarm> alarms = new ArrayList<>();
  final List<PublishRequest> published = new ArrayList<>();

  /** What each of the digest's calls may take, all attempts together. */
  final List<Duration> limits = new ArrayList<>();

  final List<HttpExecuteRequest> predictions = new ArrayList<>();

  /** What the API answers next; after that it answers by the champion. */
  final Queue<SdkHttpResponse> answers = new ArrayDeque<>();

  /** What CloudFormation says of stacks that are there, and of those that are not. */
  StackStatus stackStatus = StackStatus.CREATE_COMPLETE;

  String stackError = "ValidationError";
  boolean apiIsGone;

  /** Is told of every call before it is answered. */
  Consumer<String> watcher = call -> {};

  int pageSize = 1_000;

  ProbeClients clients() {
    return new ProbeClients(
        registry.dynamoDb(),
        new Buckets(),
        new Queues(),
        new Stacks(),
        registry.bus(),
        new Alarms(),
        new Topic(),
        new Api(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
  }

  static SdkHttpResponse answer(int status, String version) {
    SdkHttpResponse.Builder answer = SdkHttpResponse.builder().statusCode(status);
    return (version.isEmpty() ? answer : answer.putHeader("x-model-version", version)).build();
  }

  private void called(String call) {
    watcher.accept(call);
    calls.add(call);
  }

  private final class Queues implements SqsClient {
    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
      called("GetQueueUrl " + request.queueName());
      if (!queues.containsKey(request.queueName())) {
        throw QueueDoesNotExistException.builder().message("no such queue").build();
      }
      return GetQueueUrlResponse.builder().queueUrl("https://sqs/" + request.queueName()).build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      String name = request.queueUrl().substring("https://sqs/".length());
      called("GetQueueAttributes " + name);
      List<Integer> counts = queues.get(name);
      if (counts == null) {
        throw QueueDoesNotExistException.builder().message("no such queue").build();
      }
      Map<String, String> attributes = new HashMap<>();
      for (int i = 0; i < counts.size(); i++) {
        attributes.put(request.attributeNamesAsStrings().get(i), counts.get(i).toString());
      }
      return GetQueueAttributesResponse.builder().attributesWithStrings(attributes).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Stacks implements CloudFormationClient {
    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
      called("DescribeStacks " + request.stackName());
      Instant created = stacks.get(request.stackName());
      if (created == null) {
        throw (CloudFormationException)
            CloudFormationException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode(stackError)
                        .errorMessage("Stack with id " + request.stackName() + " does not exist")
                        .build())
                .statusCode(400)
                .build();
      }
      return DescribeStacksResponse.builder()
          .stacks(Stack.builder().creationTime(created).stackStatus(stackStatus).build())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Alarms implements CloudWatchClient {
    @Override
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
      called(
          "DescribeAlarms "
              + request.alarmNamePrefix()
              + " "
              + request.stateValueAsString()
              + " "
              + request.alarmTypesAsStrings());
      limits.add(request.overrideConfiguration().orElseThrow().apiCallTimeout().orElseThrow());
      int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
      int to = Math.min(alarms.size(), from + 2);
      return DescribeAlarmsResponse.builder()
          .metricAlarms(alarms.subList(from, to))
          .nextToken(to < alarms.size() ? Integer.toString(to) : null)
          .build();
    }

    @Override
    public DescribeAlarmsIterable describeAlarmsPaginator(DescribeAlarmsRequest request) {
      return new DescribeAlarmsIterable(this, request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Topic implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
      limits.add(request.overrideConfiguration().orElseThrow().apiCallTimeout().orElseThrow());
      published.add(request);
      return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Buckets implements S3Client {
    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      called("ListObjectsV2 " + request.prefix());
      String after = request.continuationToken() == null ? "" : request.continuationToken();
      List<S3Object> page = new ArrayList<>();
      String next = null;
      for (Map.Entry<String, Instant> object : data.tailMap(after, false).entrySet()) {
        if (object.getKey().startsWith(request.prefix())) {
          if (page.size() == pageSize) {
            next = page.getLast().key();
            break;
          }
          page.add(S3Object.builder().key(object.getKey()).lastModified(object.getValue()).build());
        }
      }
      return ListObjectsV2Response.builder()
          .contents(page)
          .isTruncated(next != null)
          .nextContinuationToken(next)
          .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      return registry.artefacts().getObject(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Api implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          called("Predict");
          predictions.add(request);
          SdkHttpResponse answer = answers.poll();
          if (apiIsGone) {
            throw new IOException("Connection refused");
          }
          if (answer == null) {
            String model = request.httpRequest().encodedPath().split("/")[3];
            answer = answer(200, registry.champion(new ModelName(model)));
          }
          return HttpExecuteResponse.builder()
              .response(answer)
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream("the body".getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
