package dev.sundial.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
  private static final String PATH = "/services/T000/B000/s3cr3t";
  private static final String EVENT = Function.sns("hello", "a message");

  private final SlackFake slack = new SlackFake();
  private final Function function = new Function(slack.url(PATH));

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void postsEachMessageOnce() {
    assertThat(function.invoke(EVENT)).isEqualTo("{\"told\":1}");
    assertThat(slack.requests).containsExactly("POST " + PATH + " HTTP/1.1");
    assertThat(slack.received.getFirst()).contains("a message");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(SlackFake.answer(500, "", ""), "Slack answered 500"),
        Arguments.of(SlackFake.answer(503, "Retry-After: 1", ""), "Slack answered 503"),
        Arguments.of(SlackFake.answer(429, "", ""), "Slack answered 429"),
        Arguments.of(SlackFake.answer(429, "Retry-After: 3", ""), "Slack answered 429"),
        Arguments.of(SlackFake.answer(429, "Retry-After: soon", ""), "Slack answered 429"),
        Arguments.of(SlackFake.answer(429, "Retry-After: -1", ""), "Slack answered 429"),
        Arguments.of(
            SlackFake.answer(302, "Location: http://127.0.0.1:1/x", ""), "Slack answered 302"),
        Arguments.of(SlackFake.answer(307, "Location: /elsewhere", ""), "Slack answered 307"),
        Arguments.of(SlackFake.answer(404, "", "no_service"), "Slack answered 404 no_service"),
        Arguments.of(SlackFake.answer(204, "", ""), "Slack answered 204"),
        Arguments.of(SlackFake.answer(200, "", ""), "Slack answered 200, but not ok: nothing"),
        Arguments.of(
            SlackFake.answer(
                200, "", "<!DOCTYPE html><html><body>Sign in to the network</body></html>"),
            "Slack answered 200, but not ok: <!DOCTYPE"),
        Arguments.of(SlackFake.answer(200, "", "okay"), "Slack answered 200, but not ok: okay"),
        Arguments.of(SlackFake.answer(200, "", "ok then"), "Slack answered 200, but not ok: ok"),
        Arguments.of(SlackFake.answer(200, "", "OK"), "Slack answered 200, but not ok: OK"),
        Arguments.of(SlackFake.answer(201, "", "ok"), "Slack answered 201 ok"),
        Arguments.of(
            SlackFake.answer(200, "", "\u001b[31mred"), "Slack answered 200, but not ok: ?[31mred"),
        Arguments.of(
            SlackFake.answer(200, "", "x".repeat(2_000)),
            "Slack answered 200, but not ok: " + "x".repeat(40)),
        Arguments.of(SlackFake.CLOSE, "Slack gave no answer: SocketException"),
        Arguments.of("nonsense\r\n\r\n", "Slack gave no answer: IOException"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void throwsWhatSlackDoesNotTakeAfterOneRequest(String answer, String message) {
    slack.answers(answer);
    Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
    assertThat(thrown).isExactlyInstanceOf(DeliveryException.class).hasMessage(message);
    assertThat(slack.requests).hasSize(1);
    assertThat(function.waits).isEmpty();
    assertSecretUntold(thrown);
  }

  @Test
  void waitsAsLongAsSlackAsksForTwiceAtMost() {
    String wait = SlackFake.answer(429, "Retry-After: 2", "");
    slack.answers(wait, wait);
    function.invoke(EVENT);
    assertThat(function.waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    assertThat(slack.requests).hasSize(3);
    slack.answers(wait, wait, wait);
    assertThat(catchThrowable(() -> function.invoke(EVENT))).hasMessage("Slack answered 429");
    assertThat(slack.requests).hasSize(6);
  }

  @Test
  void triesPlainTextWhenBlocksAreNotTaken() {
    slack.answers(SlackFake.answer(400, "", "invalid_blocks"));
    function.invoke(EVENT);
    assertThat(slack.received.get(1))
        .startsWith("{\"text\":")
        .contains("a message", "id message-1")
        .doesNotContain("blocks");
  }

  @Test
  void throwsWhatIsNotTakenAsPlainTextEither() {
    String refused = SlackFake.answer(400, "", "invalid_payload");
    slack.answers(refused, refused);
    assertThat(catchThrowable(() -> function.invoke(EVENT)))
        .hasMessage("Slack answered 400 invalid_payload");
    assertThat(slack.requests).hasSize(2);
  }

  @Test
  void takesAnOkWithALineEnd() {
    slack.answers(SlackFake.answer(200, "", "ok\n"));
    assertThat(function.invoke(EVENT)).isEqualTo("{\"told\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1" + PATH,
        PATH,
        "s3cr3t",
        "{\"asked\":\"%2Fservices%2FT000%2FB000%2Fs3cr3t\"}",
        "S3CR",
        "a-long-word-that-is-cut-before-it-names-s3cr3t"
      })
  void repeatsNoWordThatTellsOfTheAddress(String body) {
    for (int status : new int[] {200, 500}) {
      slack.answers(SlackFake.answer(status, "", body + " and more"));
      Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
      assertThat(thrown)
          .hasMessage(status == 200 ? "Slack answered 200, but not ok: …" : "Slack answered 500 …");
      assertSecretUntold(thrown);
    }
  }

  @Test
  void repeatsOnlyTheFirstWordOfAnAnswer() {
    slack.answers(SlackFake.answer(500, "", "see " + slack.url(PATH)));
    Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
    assertThat(thrown).hasMessage("Slack answered 500 see");
    assertSecretUntold(thrown);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 60})
  void asksAgainWhenLambdaDoesAfterAWaitOfUpToAMinute(int seconds) {
    slack.answers(SlackFake.answer(429, "Retry-After: " + seconds, ""));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).hasMessage("Slack answered 429");
    function.invoke(EVENT);
    assertThat(slack.requests).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void asksNothingWhileSlackWantsMoreThanAMinuteOfSilence(int status) {
    slack.answers(SlackFake.answer(status, "Retry-After: 61", ""));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).hasMessage("Slack answered " + status);
    for (int look = 0; look < 2; look++) {
      Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
      assertThat(thrown)
          .isExactlyInstanceOf(DeliveryException.class)
          .hasMessage("Slack asked not to be asked before 2026-11-20T15:16:31Z");
      assertSecretUntold(thrown);
      function.clock.advance(Duration.ofSeconds(60));
    }
    assertThat(slack.requests).hasSize(1);
    function.invoke(EVENT);
    assertThat(slack.requests).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3601", "86400", "999999999", "99999999999999999999"})
  void believesNoWaitOfMoreThanAnHour(String seconds) {
    slack.answers(SlackFake.answer(429, "Retry-After: " + seconds, ""));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).isNotNull();
    function.clock.advance(Duration.ofMinutes(60).minusSeconds(1));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).isNotNull();
    assertThat(slack.requests).hasSize(1);
    function.clock.advance(Duration.ofSeconds(1));
    function.invoke(EVENT);
    assertThat(slack.requests).hasSize(2);
  }

  @Test
  void asksAnotherWebhookWhichAskedForNothing() {
    slack.answers(SlackFake.answer(429, "Retry-After: 600", ""));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).isNotNull();
    function.secret = slack.url("/services/new");
    function.clock.advance(Duration.ofSeconds(60));
    function.invoke(EVENT);
    assertThat(slack.requests).hasSize(2);
  }

  @Test
  void asksWhenItsClockWasPutBack() {
    slack.answers(SlackFake.answer(429, "Retry-After: 600", ""));
    assertThat(catchThrowable(() -> function.invoke(EVENT))).isNotNull();
    function.clock.advance(Duration.ofSeconds(-1));
    function.invoke(EVENT);
    assertThat(slack.requests).hasSize(2);
  }

  @Test
  void makesFourRequestsAtMost() {
    String wait = SlackFake.answer(429, "Retry-After: 1", "");
    String refused = SlackFake.answer(400, "", "invalid_blocks");
    slack.answers(wait, wait, refused, wait);
    assertThat(catchThrowable(() -> function.invoke(EVENT))).hasMessage("Slack answered 429");
    assertThat(slack.requests).hasSize(4);
    slack.answers(wait, wait, refused);
    assertThat(function.invoke(EVENT)).isEqualTo("{\"told\":1}");
  }

  @Test
  void readsTheSecretAgainAfterAMinute() {
    function.invoke(EVENT);
    function.clock.advance(Duration.ofSeconds(59));
    function.invoke(EVENT);
    assertThat(function.secretReads).isEqualTo(1);
    function.clock.advance(Duration.ofSeconds(1));
    function.invoke(EVENT);
    assertThat(function.secretReads).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void readsTheSecretAgainAtOnceWhenTheWebhookIsGone(int status) {
    function.invoke(EVENT);
    function.secret = slack.url("/services/new");
    slack.answers(SlackFake.answer(status, "", "no_service"));
    function.invoke(EVENT);
    assertThat(slack.requests.getLast()).isEqualTo("POST /services/new HTTP/1.1");
    assertThat(slack.requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unset",
        "REPLACE ME",
        "ftp://hooks.slack.com/services/s3cr3t",
        "hooks.slack.com/services/s3cr3t",
        "https:///services/s3cr3t",
        "https://hooks.slack.com/%zz/s3cr3t"
      })
  void saysThatNoWebhookIsSet(String secret) {
    function.secret = secret;
    Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
    assertThat(thrown).hasMessage("no webhook is set: `sundial slack set` sets it");
    assertSecretUntold(thrown);
    assertThat(slack.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/services/s3cr3t",
        "http://hooks.slack.com/services/s3cr3t",
        "https://hooks.slack.com:8443/services/s3cr3t",
        "https://s3cr3t@hooks.slack.com/services/x",
        "http://127.0.0.1/services/x#s3cr3t",
        "http://localhost/services/s3cr3t"
      })
  void postsNowhereElse(String secret) {
    function.secret = secret;
    Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
    assertThat(thrown)
        .message()
        .startsWith("the webhook's address is not allowed: it must ")
        .endsWith("; set it with `sundial slack set`");
    assertSecretUntold(thrown);
  }

  @Test
  void readsTheSecretAgainAsSoonAsItIsSet() {
    function.secret = "unset";
    assertThat(catchThrowable(() -> function.invoke(EVENT))).isNotNull();
    function.secret = slack.url(PATH) + "\n";
    function.invoke(EVENT);
    assertThat(slack.received).hasSize(1);
  }

  @Test
  void saysNothingOfTheAddressWhenNobodyListens() {
    slack.close();
    Throwable thrown = catchThrowable(() -> function.invoke(EVENT));
    assertThat(thrown).hasMessage("Slack gave no answer: ConnectException");
    assertSecretUntold(thrown);
  }

  /** Neither the trace with all causes nor a line of the log has it. */
  private void assertSecretUntold(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(thrown).hasNoCause();
    assertThat(trace.toString() + function.log)
        .doesNotContain("s3cr3t")
        .doesNotContain("/services");
  }
}
