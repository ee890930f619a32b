package dev.sundial.local.lambda;

import static dev.sundial.local.lambda.LocalLambda.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.lambda.InvocationRecord.Outcome;
import dev.sundial.local.lambda.fixture.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncInvocationsIT {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:failures";
  private static final Duration ALMOST = Duration.ofMillis(59_999);
  private static final Duration MILLI = Duration.ofMillis(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void givesUpAfterExactlyTheRetriesThatWereAskedFor(int retries, @TempDir Path folder)
      throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, retries, null, null, QUEUE);
      String id = enqueue(local, "\"throw\"");
      local.advance(Duration.ofHours(1));
      List<InvocationRecord> attempts = local.lambda.history().ofRequest(id);
      assertThat(attempts).hasSize(retries + 1);
      assertThat(attempts).allMatch(it -> it.outcome() == Outcome.FAILED);
      assertThat(attempts)
          .extracting(InvocationRecord::started)
          .isEqualTo(
              List.of(START, START.plusSeconds(60), START.plusSeconds(180))
                  .subList(0, retries + 1));
      assertThat(local.destinations.sent).hasSize(1);
      assertThat(local.destinations.sent.getFirst())
          .contains("\"approximateInvokeCount\":" + (retries + 1));
      assertThat(attempts.getLast().then()).isEqualTo("RetriesExhausted, sent to " + QUEUE);
      assertThat(local.lambda.pendingEvents()).isEmpty();
    }
  }

  @Test
  void retriesAfterOneMinuteAndThenTwo(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      String id = enqueue(local, "\"throw\"");
      local.advance(ALMOST);
      assertThat(local.lambda.history().ofRequest(id)).hasSize(1);
      local.advance(MILLI);
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
      local.advance(ALMOST.plusSeconds(60));
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
      local.advance(MILLI);
      assertThat(local.lambda.history().ofRequest(id))
          .extracting(InvocationRecord::attempt)
          .containsExactly(1, 2, 3);
      assertThat(local.lambda.pendingEvents()).isEmpty();
    }
  }

  @Test
  void aRetryThatAnswersEndsIt(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 2, null, "arn:aws:sns:us-east-1:000000000000:done", QUEUE);
      String id = enqueue(local, "\"once " + folder.resolve("count") + " 1\"");
      local.advance(Duration.ofHours(1));
      assertThat(local.lambda.history().ofRequest(id))
          .extracting(InvocationRecord::outcome)
          .containsExactly(Outcome.FAILED, Outcome.ANSWERED);
      assertThat(local.destinations.sent)
          .containsExactly(
              "arn:aws:sns:us-east-1:000000000000:done success"
                  + " arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"
                  + " {\"version\":\"1.0\",\"timestamp\":\"2030-01-01T00:01:00.000Z\","
                  + "\"requestContext\":{\"requestId\":\""
                  + id
                  + "\",\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST\","
                  + "\"condition\":\"Success\",\"approximateInvokeCount\":2},"
                  + "\"requestPayload\":\"once "
                  + folder.resolve("count")
                  + " 1\",\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\"},"
                  + "\"responsePayload\":\"after 1\"}");
    }
  }

  @Test
  void theFailureRecordHasTheEventAndTheError(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 0, null, null, QUEUE);
      String id = enqueue(local, "\"exit 1\"");
      local.activity.awaitQuiet();
      assertThat(local.destinations.sent)
          .containsExactly(
              QUEUE
                  + " failure arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"
                  + " {\"version\":\"1.0\",\"timestamp\":\"2030-01-01T00:00:00.000Z\","
                  + "\"requestContext\":{\"requestId\":\""
                  + id
                  + "\",\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST\","
                  + "\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":1},"
                  + "\"requestPayload\":\"exit 1\",\"responseContext\":{\"statusCode\":200,"
                  + "\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"},"
                  + "\"responsePayload\":{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":"
                  + "\"RequestId: "
                  + id
                  + " Error: Runtime exited with error: exit status 1\"}}");
    }
  }

  @Test
  void throttlesAreTriedApartAndAreNoRetries(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 120, Map.of());
      configure(local, 1, null, null, QUEUE);
      local.lambda.functions().reserveConcurrency("f", 1);
      String busy = enqueue(local, "\"sleep 500\"");
      long pid = pause(local, busy);
      String id = enqueue(local, "\"throw\"");
      local.activity.awaitQuiet();
      local.advance(Duration.ofSeconds(20));
      assertThat(local.lambda.history().ofRequest(id))
          .allMatch(it -> it.outcome() == Outcome.THROTTLED && it.attempt() == 1)
          .extracting(it -> it.started().getEpochSecond() - START.getEpochSecond())
          .containsExactly(0L, 1L, 3L, 7L, 15L);
      assertThat(local.destinations.sent).isEmpty();
      resume(local, pid, busy);
      local.advance(Duration.ofHours(1));
      assertThat(local.lambda.history().ofRequest(id))
          .extracting(InvocationRecord::outcome)
          .endsWith(Outcome.THROTTLED, Outcome.FAILED, Outcome.FAILED);
      assertThat(local.destinations.sent).hasSize(1);
      assertThat(local.destinations.sent.getFirst())
          .contains("RetriesExhausted")
          .contains("\"approximateInvokeCount\":2");
    }
  }

  @Test
  void anEventThatNeverRanGivesUpAtItsAge(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 120, Map.of());
      configure(local, 2, 60, null, QUEUE);
      local.lambda.functions().reserveConcurrency("f", 1);
      String busy = enqueue(local, "\"sleep 500\"");
      long pid = pause(local, busy);
      enqueue(local, "\"never\"");
      local.activity.awaitQuiet();
      local.advance(ALMOST);
      assertThat(local.destinations.sent).isEmpty();
      local.advance(MILLI);
      assertThat(local.destinations.sent).hasSize(1);
      assertThat(local.destinations.sent.getFirst())
          .contains("\"condition\":\"EventAgeExceeded\",\"approximateInvokeCount\":0}")
          .endsWith("\"requestPayload\":\"never\"}");
      resume(local, pid, busy);
    }
  }

  @Test
  void aRetryThatWouldBeTooOldIsNotMade(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 2, 100, null, QUEUE);
      String id = enqueue(local, "\"throw\"");
      local.advance(Duration.ofSeconds(99));
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
      assertThat(local.destinations.sent).isEmpty();
      local.advance(Duration.ofSeconds(1));
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
      assertThat(local.destinations.sent.getFirst())
          .contains("\"condition\":\"EventAgeExceeded\",\"approximateInvokeCount\":2}")
          .contains("thrown on purpose");
    }
  }

  @Test
  void noConcurrencyAtAllGivesUpAtOnce(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 2, null, null, QUEUE);
      local.lambda.functions().reserveConcurrency("f", 0);
      String id = enqueue(local, "\"x\"");
      local.activity.awaitQuiet();
      assertThat(local.lambda.history().ofRequest(id)).isEmpty();
      assertThat(local.destinations.sent.getFirst()).contains("ZeroReservedConcurrency");
    }
  }

  @Test
  void theQueueOutlivesTheCloud(@TempDir Path folder) throws Exception {
    String id;
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 2, null, null, QUEUE);
      id = enqueue(local, "\"throw\"");
      local.advance(Duration.ofSeconds(70));
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
    }
    Instant later = START.plusSeconds(90);
    try (LocalLambda local = new LocalLambda(folder, later)) {
      local.lambda.start();
      local.advance(Duration.ofSeconds(89));
      assertThat(local.lambda.history().ofRequest(id)).hasSize(2);
      local.advance(Duration.ofSeconds(1));
      assertThat(local.lambda.history().ofRequest(id))
          .extracting(InvocationRecord::attempt)
          .containsExactly(1, 2, 3);
      assertThat(local.destinations.sent).hasSize(1);
    }
  }

  @Test
  void anInterruptedAttemptIsMadeAgain(@TempDir Path folder) throws Exception {
    String id;
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 30, Map.of());
      id = enqueue(local, "\"sleep 3000\"");
      pause(local, id);
    }
    try (LocalLambda local = new LocalLambda(folder)) {
      assertThat(local.lambda.pendingEvents())
          .extracting(AsyncEvent::requestId)
          .containsExactly(id);
      local.lambda.start();
      local.advance(Duration.ZERO);
      assertThat(local.lambda.history().ofRequest(id))
          .extracting(InvocationRecord::outcome)
          .containsExactly(Outcome.ANSWERED);
    }
  }

  @Test
  void aFunctionCanBeADestination(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      local.function("g", Commands.class, 10, Map.of());
      configure(local, 0, null, null, FunctionVersion.arn("g"));
      enqueue(local, "\"throw\"");
      local.activity.awaitQuiet();
      InvocationRecord last = local.lambda.history().recent(1).getFirst();
      assertThat(last.function()).isEqualTo("g");
      assertThat(last.source()).isEqualTo("destination of f");
      assertThat(last.payload()).contains("\"condition\":\"RetriesExhausted\"");
    }
  }

  @Test
  void aDeadLetterIsTheEventItself(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of(), false, QUEUE);
      local
          .lambda
          .functions()
          .putInvokeConfig(
              new FunctionRef("f", ""), new EventInvokeConfig(0, null, null, null, START));
      enqueue(local, "\"throw\"");
      local.activity.awaitQuiet();
      assertThat(local.destinations.sent).hasSize(1);
      assertThat(local.destinations.sent.getFirst())
          .startsWith(QUEUE + " dead \"throw\" 200 {\"errorMessage\":\"thrown on purpose\"");
    }
  }

  @Test
  void aDestinationThatIsGoneIsSaid(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      local.function("f", Commands.class, 10, Map.of());
      configure(local, 0, null, null, RecordedDestinations.BROKEN);
      String id = enqueue(local, "\"throw\"");
      local.activity.awaitQuiet();
      assertThat(local.lambda.history().ofRequest(id).getFirst().then())
          .isEqualTo(
              "RetriesExhausted, lost on the way to "
                  + RecordedDestinations.BROKEN
                  + ": no such queue");
    }
  }

  private static String enqueue(LocalLambda local, String payload) {
    return local.lambda.invokeAsync("f", payload.getBytes(StandardCharsets.UTF_8), "test");
  }

  private static void configure(
      LocalLambda local,
      int retries,
      @Nullable Integer age,
      @Nullable String onSuccess,
      @Nullable String onFailure) {
    local
        .lambda
        .functions()
        .putInvokeConfig(
            new FunctionRef("f", ""),
            new EventInvokeConfig(retries, age, onSuccess, onFailure, START));
  }

  /** Stops the process of a running request; returns its pid when the clock is free to go. */
  private static long pause(LocalLambda local, String requestId) throws Exception {
    long pid = 0;
    while (pid == 0) {
      Thread.sleep(10);
      pid =
          local.lambda.history().ofRequest(requestId).stream()
              .filter(
                  it -> local.lines.contains("START RequestId: " + requestId + " Version: $LATEST"))
              .mapToLong(InvocationRecord::pid)
              .max()
              .orElse(0);
    }
    Thread.sleep(50);
    assertThat(local.lambda.pause(pid)).isTrue();
    local.activity.awaitQuiet();
    return pid;
  }

  private static void resume(LocalLambda local, long pid, String requestId) throws Exception {
    assertThat(local.lambda.resume(pid)).isTrue();
    while (local.lambda.history().ofRequest(requestId).getFirst().outcome() == Outcome.RUNNING) {
      Thread.sleep(10);
    }
    local.activity.awaitQuiet();
  }
}
