package dev.sundial.local;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.events.BusEvent;
import dev.sundial.local.events.EventBuses;
import dev.sundial.local.lambda.Destinations;
import dev.sundial.local.sns.Sns;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where functions hand on their events: queues, topics and event buses. */
record Handovers(Queues queues, Sns sns, EventBuses buses, Permissions permissions, Clock clock)
    implements Destinations {

  @Override
  public boolean reaches(String arn) {
    return isQueue(arn) || isTopic(arn) || isBus(arn);
  }

  @Override
  public void invocationRecord(String arn, String functionArn, boolean succeeded, String json) {
    if (isBus(arn)) {
      permissions.requireFunction(functionArn, "events:PutEvents", arn);
      buses.put(
          new BusEvent(
              buses.require(Optional.of(arn)),
              UUID.randomUUID().toString(),
              "lambda",
              "Lambda Function Invocation Result - " + (succeeded ? "Success" : "Failure"),
              clock.instant(),
              List.of(arn, functionArn),
              Trees.parse(json.getBytes(StandardCharsets.UTF_8))));
    } else if (isTopic(arn)) {
      permissions.requireFunction(functionArn, "sns:Publish", arn);
      sns.publish(arn, null, json, Map.of());
    } else {
      send(arn, functionArn, json, Map.of());
    }
  }

  @Override
  public void deadLetter(
      String arn,
      String functionArn,
      String payload,
      String requestId,
      int errorCode,
      String errorMessage) {
    if (isTopic(arn)) {
      permissions.requireFunction(functionArn, "sns:Publish", arn);
      sns.publish(
          arn,
          null,
          payload,
          Map.of(
              "RequestID",
              requestId,
              "ErrorCode",
              String.valueOf(errorCode),
              "ErrorMessage",
              errorMessage));
      return;
    }
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", MessageAttribute.text(requestId));
    attributes.put("ErrorCode", new MessageAttribute("Number", String.valueOf(errorCode), null));
    attributes.put("ErrorMessage", MessageAttribute.text(errorMessage));
    send(arn, functionArn, payload, attributes);
  }

  private static boolean isQueue(String arn) {
    return Account.resourceOf("sqs", arn).isPresent();
  }

  private static boolean isTopic(String arn) {
    return Account.resourceOf("sns", arn).isPresent();
  }

  private static boolean isBus(String arn) {
    return Account.resourceOf("events", arn).isPresent();
  }

  private void send(
      String arn, String functionArn, String body, Map<String, MessageAttribute> attributes) {
    if (!isQueue(arn)) {
      throw new AwsError(400, "UnsupportedDestination", "The local cloud cannot send to " + arn);
    }
    permissions.requireFunction(functionArn, "sqs:SendMessage", arn);
    queues.send(Queues.nameOf(arn), body, attributes);
  }
}
