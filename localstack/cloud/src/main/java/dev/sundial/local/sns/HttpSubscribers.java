package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts to HTTP servers of this machine, as SNS does: no redirects, 15 seconds of patience. */
final class HttpSubscribers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private final Envelope envelope;

  HttpSubscribers(Envelope envelope) {
    this.envelope = envelope;
  }

  /**
   * @throws AwsError when it was not taken, with the status of the answer; 503 without one
   */
  void post(Delivery delivery) {
    byte[] body =
        delivery.raw()
            ? delivery.message().getBytes(StandardCharsets.UTF_8)
            : Trees.bytes(envelope.notification(delivery));
    Notification notification = delivery.notification();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(delivery.endpoint()))
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("User-Agent", "Amazon Simple Notification Service Agent")
            .header("x-amz-sns-message-type", delivery.type().id())
            .header("x-amz-sns-message-id", notification.id())
            .header("x-amz-sns-topic-arn", notification.topicArn())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (delivery.type() != MessageType.SUBSCRIPTION) {
      request.header("x-amz-sns-subscription-arn", delivery.subscriptionArn());
    }
    if (delivery.raw()) {
      request.header("x-amz-sns-rawdelivery", "true");
    }
    send(request.build());
  }

  private void send(HttpRequest request) {
    int status;
    try {
      status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AwsError(503, "EndpointUnavailable", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsError(503, "EndpointUnavailable", "interrupted");
    }
    if (status < 200 || status > 299) {
      throw new AwsError(status, "EndpointRefused", "the endpoint answered " + status);
    }
  }
}
