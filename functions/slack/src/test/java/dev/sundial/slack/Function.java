package dev.sundial.slack;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.naming.EnvironmentKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The function as Lambda would run it, its secret and its clock in the test's hands. */
final class Function {
  final List<String> log = new ArrayList<>();
  final List<Duration> waits = new ArrayList<>();
  final ManualClock clock = new ManualClock();
  String secret;
  int secretReads;

  private final SlackHandler handler;

  Function(String secret) {
    this(secret, Map.of());
  }

  Function(String secret, Map<String, String> more) {
    this.secret = secret;
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, "local");
    environment.put(EnvironmentKey.SLACK_SECRET, "sundial-local-slack");
    environment.put(EnvironmentKey.SLACK_HOSTS, "hooks.slack.com,127.0.0.1");
    environment.put(EnvironmentKey.CONSOLE, "https://console.example");
    environment.put("AWS_REGION", "eu-central-1");
    environment.putAll(more);
    this.handler =
        new SlackHandler(
            SlackConfig.from(environment), this::readSecret, clock, waits::add, log::add);
  }

  private String readSecret() {
    secretReads++;
    return secret;
  }

  /** The answer. */
  String invoke(String event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new Invocation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** An event as SNS sends it. */
  static String sns(String subject, String message) {
    Map<String, Object> sns = new LinkedHashMap<>();
    sns.put("Type", "Notification");
    sns.put("MessageId", "message-1");
    sns.put("Subject", subject);
    sns.put("Message", message);
    return JsonWriter.write(
        Map.of("Records", List.of(Map.of("EventSource", "aws:sns", "Sns", sns))));
  }

  /** An alarm of ours as CloudWatch publishes it. */
  static String alarm(String name, String before, String now, String reason) {
    return JsonWriter.write(
        JsonReader.read(
            "alarm",
            """
            {"AlarmName":"%s","AlarmDescription":"what it is","AWSAccountId":"000000000000",
             "NewStateValue":"%s","NewStateReason":"%s",
             "StateChangeTime":"2026-11-20T15:15:00.000+0000","Region":"EU (Frankfurt)",
             "AlarmArn":"arn:aws:cloudwatch:eu-central-1:000000000000:alarm:%s",
             "OldStateValue":"%s",
             "Trigger":{"MetricName":"ModelAgeHours","Namespace":"Sundial",
              "StatisticType":"Statistic","Statistic":"MAXIMUM","Unit":null,
              "Dimensions":[{"value":"iris","name":"Model"}],"Period":300,
              "EvaluationPeriods":1,"ComparisonOperator":"GreaterThanThreshold",
              "Threshold":36.0,"TreatMissingData":"breaching"}}
            """
                .formatted(name, now, reason, name, before)));
  }

  /** A clock that stands until it is moved. */
  static final class ManualClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T15:15:30Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("only UTC");
    }
  }

  /** An invocation whose id is {@code invocation}. */
  private static final class Invocation implements Context {
    @Override
    public String getAwsRequestId() {
      return "invocation";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "slack";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:eu-central-1:000000000000:function:slack";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 30_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 256;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
