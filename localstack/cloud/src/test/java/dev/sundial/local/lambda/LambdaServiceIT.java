package dev.sundial.local.lambda;

import static dev.sundial.local.lambda.LocalLambda.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.FunctionCaller;
import dev.sundial.local.lambda.InvocationRecord.Outcome;
import dev.sundial.local.lambda.fixture.Commands;
import dev.sundial.local.lambda.fixture.Snap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaServiceIT {

  @Test
  void invokesAndShowsTheTailOfTheLog(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      AwsResponse answer = local.invoke("f", "\"say hello\"", Map.of("X-Amz-Log-Type", "Tail"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(text(answer)).isEqualTo("\"said\"");
      assertThat(answer.headers().first("X-Amz-Executed-Version")).isEqualTo("$LATEST");
      assertThat(answer.headers().has("X-Amz-Function-Error")).isFalse();
      String tail = answer.headers().first("X-Amz-Log-Result", "");
      assertThat(new String(Base64.getDecoder().decode(tail), StandardCharsets.UTF_8))
          .startsWith("START RequestId: " + answer.headers().first("x-amzn-RequestId"))
          .contains("\nhello\n")
          .contains("\nREPORT RequestId: ");
    }
  }

  @Test
  void marksAFunctionThatFailed(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      AwsResponse answer = local.invoke("f", "\"throw\"", Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().first("X-Amz-Function-Error")).isEqualTo("Unhandled");
      assertThat(text(answer)).contains("\"errorMessage\":\"thrown on purpose\"");
    }
  }

  @Test
  void refusesWhatLambdaRefuses(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      assertThat(error(local.invoke("missing", "{}", Map.of())))
          .isEqualTo(
              "404 ResourceNotFoundException Function not found:"
                  + " arn:aws:lambda:us-east-1:000000000000:function:missing");
      assertThat(error(local.invoke("f", "{", Map.of())))
          .startsWith("400 InvalidRequestContentException Could not parse request body into json:");
      assertThat(error(local.invoke("f", "{} {}", Map.of())))
          .startsWith("400 InvalidRequestContentException");
      String large = "\"" + "x".repeat(6 * 1024 * 1024 - 1) + "\"";
      assertThat(error(local.invoke("f", large, Map.of())))
          .isEqualTo(
              "413 RequestEntityTooLargeException 6291457 byte payload is too large for the"
                  + " RequestResponse invocation type (limit 6291456 bytes)");
      String event = "\"" + "x".repeat(1024 * 1024 - 1) + "\"";
      assertThat(error(local.invoke("f", event, Map.of("X-Amz-Invocation-Type", "Event"))))
          .isEqualTo(
              "413 RequestEntityTooLargeException 1048577 byte payload is too large for the Event"
                  + " invocation type (limit 1048576 bytes)");
      assertThat(local.invoke("f", "{}", Map.of("X-Amz-Invocation-Type", "DryRun")).status())
          .isEqualTo(204);
      assertThat(local.lambda.history().recent(10)).isEmpty();
    }
  }

  @Test
  void answersTooManyRequestsOverTheReservedConcurrency(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder);
        ExecutorService callers = Executors.newFixedThreadPool(3)) {
      local.function("f", Commands.class, 10, Map.of());
      local.lambda.functions().reserveConcurrency("f", 2);
      List<Future<AwsResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(callers.submit(() -> local.invoke("f", "\"sleep 1500\"", Map.of())));
      }
      List<AwsResponse> got = new ArrayList<>();
      for (Future<AwsResponse> answer : answers) {
        got.add(answer.get());
      }
      assertThat(got).extracting(AwsResponse::status).containsExactlyInAnyOrder(200, 200, 429);
      AwsResponse refused = got.stream().filter(it -> it.status() == 429).findFirst().orElseThrow();
      assertThat(text(refused))
          .isEqualTo(
              "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\","
                  + "\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}");
      assertThat(refused.headers().first("x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    }
  }

  @Test
  void runsNothingWhoseRoleDoesNotTrustIt(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      local.distrustful.add(LocalLambda.ROLE);

      assertThat(error(local.invoke("f", "{}", Map.of())))
          .isEqualTo(
              "403 AccessDeniedException The role defined for the function cannot be assumed by"
                  + " Lambda.");
      assertThatThrownBy(() -> local.function("g", Commands.class, 10, Map.of()))
          .hasMessageContaining("cannot be assumed by Lambda");

      local.distrustful.clear();
      assertThat(local.invoke("f", "\"sleep 1\"", Map.of()).status()).isEqualTo(200);
    }
  }

  @Test
  void aThirdRequestWaitsForOneOfTwoEnvironments(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      local.function("f", Commands.class, 10, Map.of());
      List<Future<AwsResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(callers.submit(() -> local.invoke("f", "\"sleep 300\"", Map.of())));
      }
      for (Future<AwsResponse> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
      assertThat(local.lambda.history().recent(10).stream().map(InvocationRecord::pid).distinct())
          .hasSize(2);
    }
  }

  @Test
  void numbersTheCallsOfAnInvocationAndKillsItsProcess(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder);
        ExecutorService callers = Executors.newSingleThreadExecutor()) {
      local.function("f", Commands.class, 30, Map.of());
      Future<AwsResponse> answer =
          callers.submit(() -> local.invoke("f", "\"sleep 20000\"", Map.of()));
      FunctionCaller caller = running(local);
      assertThat(caller.functionName()).isEqualTo("f");
      assertThat(caller.begin("dynamodb", "PutItem")).isEqualTo(1);
      assertThat(caller.begin("s3", "PutObject")).isEqualTo(2);
      caller.end(1, 200);
      caller.kill();
      assertThat(text(answer.get())).contains("Runtime exited with error: signal: killed");
      InvocationRecord record = local.lambda.history().recent(1).getFirst();
      assertThat(record.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(record.calls())
          .containsExactly(
              new InvocationRecord.Call(1, "dynamodb", "PutItem", 200),
              new InvocationRecord.Call(2, "s3", "PutObject", -1));
      assertThat(caller.begin("s3", "GetObject")).isZero();
      assertThat(text(local.invoke("f", "\"after\"", Map.of()))).isEqualTo("\"after\"");
    }
  }

  @Test
  void aChangedFunctionRunsInANewEnvironment(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of("COLOUR", "green"));
      assertThat(text(local.invoke("f", "\"env COLOUR\"", Map.of()))).isEqualTo("\"green\"");
      local.function("f", Commands.class, 10, Map.of("COLOUR", "blue"));
      assertThat(local.lambda.environments()).isEmpty();
      assertThat(text(local.invoke("f", "\"env COLOUR\"", Map.of()))).isEqualTo("\"blue\"");
    }
  }

  @Test
  void aPublishedVersionStaysAsItWas(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of("COLOUR", "green"));
      assertThat(local.lambda.functions().publish("f", "").version()).isEqualTo("1");
      assertThat(local.lambda.functions().publish("f", "").version()).isEqualTo("1");
      local.lambda.functions().putAlias("f", "live", "1", "");
      local.function("f", Commands.class, 10, Map.of("COLOUR", "blue"));
      assertThat(text(local.invoke("f:live", "\"env COLOUR\"", Map.of()))).isEqualTo("\"green\"");
      assertThat(text(local.invoke("f:live", "\"arn\"", Map.of())))
          .isEqualTo("\"arn:aws:lambda:us-east-1:000000000000:function:f:live\"");
      assertThat(local.lambda.functions().publish("f", "").version()).isEqualTo("2");
      assertThat(text(get(local, "/versions"))).contains("\"Version\":\"2\"");
      assertThat(text(get(local, "/aliases/live"))).contains("\"FunctionVersion\":\"1\"");
    }
  }

  @Test
  void aSnapshotIsTakenAtPublishAndRestoredAtTheFirstInvocation(@TempDir Path folder)
      throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Snap.class, 10, Map.of(), true, null);
      local.lambda.functions().publish("f", "");
      assertThat(local.lambda.environments()).hasSize(1);
      assertThat(local.lines)
          .containsExactly("INIT_START Runtime Version: java:25.local", "taking the snapshot");
      assertThat(text(local.invoke("f:1", "{}", Map.of())))
          .isEqualTo("\"init beforeCheckpoint afterRestore invoke\"");
      assertThat(text(local.invoke("f", "{}", Map.of()))).isEqualTo("\"init invoke\"");
    }
  }

  @Test
  void aHookThatFailsKeepsTheVersionFromBeingPublished(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Snap.class, 10, Map.of("FAIL", "beforeCheckpoint"), true, null);
      AwsResponse answer = local.call("POST", "/2015-03-31/functions/f/versions", Map.of(), "{}");
      assertThat(error(answer))
          .startsWith("400 SnapStartException the snapshot of version 1 of f failed: ");
      assertThat(local.lambda.functions().find("f").orElseThrow().versions()).isEmpty();
      assertThat(local.lambda.environments()).isEmpty();
    }
  }

  @Test
  void readsBackWhatItWasTold(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of("COLOUR", "green"));
      assertThat(text(get(local, "/configuration")))
          .contains("\"FunctionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f\"")
          .contains("\"Environment\":{\"Variables\":{\"COLOUR\":\"green\"}}")
          .contains("\"LastModified\":\"2030-01-01T00:00:00.000+0000\"");
      String config = "/2019-09-25/functions/f/event-invoke-config";
      assertThat(error(local.call("GET", config, Map.of(), "")))
          .isEqualTo(
              "404 ResourceNotFoundException The function"
                  + " arn:aws:lambda:us-east-1:000000000000:function:f doesn't have an"
                  + " EventInvokeConfig");
      local.call("PUT", config, Map.of(), "{\"MaximumRetryAttempts\":1}");
      assertThat(text(local.call("GET", config, Map.of(), "")))
          .contains("\"MaximumRetryAttempts\":1")
          .contains("\"FunctionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST\"");
      assertThat(error(local.call("PUT", config, Map.of(), "{\"MaximumRetryAttempts\":3}")))
          .startsWith("400 InvalidParameterValueException");
      assertThat(
              error(
                  local.call(
                      "PUT", "/2015-03-31/functions/f/configuration", Map.of(), "{\"Layers\":[]}")))
          .isEqualTo(
              "400 InvalidParameterValueException The local cloud cannot change Layers; deploy it"
                  + " instead");
      local.call("DELETE", "/2015-03-31/functions/f", Map.of(), "");
      assertThat(local.invoke("f", "{}", Map.of()).status()).isEqualTo(404);
    }
  }

  private static FunctionCaller running(LocalLambda local) throws InterruptedException {
    while (local.lines.stream().noneMatch(line -> line.startsWith("START"))) {
      Thread.sleep(10);
    }
    String key = local.lambda.environments().getFirst().accessKey();
    FunctionCaller caller = local.lambda.callers().environment(key);
    Objects.requireNonNull(caller);
    assertThat(local.lambda.callers().environment("AKIAOTHER")).isNull();
    return caller;
  }

  private static AwsResponse get(LocalLambda local, String rest) throws Exception {
    return local.call("GET", "/2015-03-31/functions/f" + rest, Map.of(), "");
  }

  private static String error(AwsResponse response) {
    String message = text(response).replaceAll("(?s).*\"message\":\"(.*?)\".*", "$1");
    return response.status() + " " + response.headers().first("x-amzn-ErrorType") + " " + message;
  }
}
