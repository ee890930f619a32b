package dev.sundial.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.apigateway.ProxyTarget;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.lambda.Lambda;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** API Gateway calls Lambda: with the function's resource policy, and with patience of its own. */
record LambdaIntegration(Lambda lambda, Permissions permissions) implements ProxyTarget {
  private static final Executor THREADS =
      task -> Thread.ofVirtual().name("integration").start(task);

  @Override
  public Answer invoke(String functionArn, String sourceArn, byte[] event, Duration patience) {
    try {
      permissions.requireService(
          "apigateway.amazonaws.com", sourceArn, "lambda:InvokeFunction", functionArn);
    } catch (AwsError e) {
      return new Answer.Refused(e.text());
    }
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> call(functionArn, event), THREADS);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer.TimedOut();
    } catch (ExecutionException e) {
      return new Answer.Refused(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.TimedOut();
    }
  }

  /** Of the description of an error. */
  private static String message(byte[] payload) {
    try {
      return new ObjectMapper().readTree(payload).path("errorMessage").asText();
    } catch (IOException e) {
      return "";
    }
  }

  private Answer call(String functionArn, byte[] event) {
    try {
      var answer = lambda.invoke(functionArn, event, "apigateway");
      return answer.functionError().isPresent()
          ? new Answer.Failed(answer.functionError().get(), message(answer.payload()))
          : new Answer.Returned(answer.payload());
    } catch (AwsError e) {
      return e.status() == 413 ? new Answer.TooLarge() : new Answer.Refused(e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.TimedOut();
    }
  }
}
