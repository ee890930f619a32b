package dev.sundial.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sundial.alarms.WebhookAddress;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  /** Longer than an answer at once takes, shorter than one that drips. */
  private static final Duration DEADLINE = Duration.ofMillis(500);

  private final SlackFake slack = new SlackFake();

  @AfterEach
  void close() {
    slack.close();
  }

  /** Each would be a good answer after some ten seconds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 Fine\r\nX-Slow: ~~~~\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 ~~~~ 200 Fine\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 Fine\r\nContent-Length: 102\r\n\r\nok~~~~",
        "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n66\r\nok~~~~\r\n0\r\n\r\n",
        "HTTP/1.1 200 Fine\r\n\r\nok~~~~"
      })
  void endsAnAnswerThatDrips(String answer) {
    slack.answers(answer.replace("~~~~", SlackFake.DRIPPING));
    Throwable thrown = catchThrowable(() -> post(new Webhook(DEADLINE)));
    assertThat(thrown)
        .isExactlyInstanceOf(DeliveryException.class)
        .hasMessage("Slack gave no whole answer within 500 ms")
        .hasNoCause();
    slack.close();
    assertThat(slack.cutOff).hasValue(1);
  }

  @Test
  void readsNoMoreOfABodyThanItNeeds() {
    slack.answers(
        "HTTP/1.1 200 Fine\r\nContent-Length: 100000\r\n\r\n"
            + "portal ".repeat(50)
            + SlackFake.DRIPPING);
    Webhook.Reply reply = post(new Webhook());
    assertThat(reply.isTaken()).isFalse();
    assertThat(reply.body().text()).hasSize(300);
    assertThat(reply.body().word()).isEqualTo("portal");
    slack.close();
    assertThat(slack.cutOff).hasValue(1);
  }

  @Test
  void tellsNeitherTextNorAddressOfAnAnswer() {
    slack.answers(SlackFake.answer(200, "", "s3cr3t"));
    assertThat(post(new Webhook()).toString())
        .isEqualTo("Reply[status=200, body=…, retryAfter=Optional.empty]");
  }

  private Webhook.Reply post(Webhook webhook) {
    return webhook.post(WebhookAddress.of(slack.url("/s3cr3t"), Set.of("127.0.0.1")), "{}");
  }
}
