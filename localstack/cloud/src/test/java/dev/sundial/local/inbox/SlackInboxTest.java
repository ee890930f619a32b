package dev.sundial.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.DroppedReply;
import dev.sundial.local.fault.Fault;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackInboxTest {
  private static final URI ADDRESS = URI.create("http://127.0.0.1:4566/_sundial");

  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final Faults faults = new Faults();
  private final StateStore store = StateStore.inMemory();
  private final SlackInbox inbox = new SlackInbox(store, clock, faults, ADDRESS);
  private final String token = inbox.webhook().substring((ADDRESS + SlackInbox.PATH).length());

  private AwsResponse post(String path, String body) {
    return inbox.post(
        SentRequest.of("POST", "/", "", Map.of("Content-Type", "application/json"), body), path);
  }

  private String posted(String body) {
    AwsResponse response = post(token, body.replace('\'', '"'));
    return response.status() + " " + text(response);
  }

  private static String text(AwsResponse response) {
    return response.body() instanceof AwsResponse.Body.Bytes bytes
        ? new String(bytes.bytes(), StandardCharsets.UTF_8)
        : "streamed";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'text':'hello'} | 200 ok
          {'blocks':[{'type':'divider'}]} | 200 ok
          {'attachments':[{'color':'#ff0000','text':'x'}]} | 200 ok
          {} | 400 no_text
          {'text':''} | 400 no_text
          {'text':' '} | 400 no_text
          {'text':5} | 400 invalid_payload
          [] | 400 invalid_payload
          nonsense | 400 invalid_payload
          {'text':'a'} b | 400 invalid_payload
          {'blocks':[{'type':'nonsense'}]} | 400 invalid_blocks
          {'blocks':[{'type':'section'}]} | 400 invalid_blocks
          {'blocks':[{'type':'section','text':{'type':'mrkdwn','text':''}}]} | 400 invalid_blocks
          {'blocks':[{'type':'header','text':{'type':'mrkdwn','text':'h'}}]} | 400 invalid_blocks
          {'blocks':[{'type':'context','elements':[]}]} | 400 invalid_blocks
          """)
  void answersAsSlackDoes(String body, String answer) {
    assertThat(posted(body)).isEqualTo(answer);
    assertThat(inbox.newest(1).getFirst().outcome()).isEqualTo(answer.substring(4));
  }

  private static String repeated(String piece, int count) {
    return String.join(",", java.util.Collections.nCopies(count, piece));
  }

  private static String section(int length) {
    return "{'type':'section','text':{'type':'mrkdwn','text':'" + "x".repeat(length) + "'}}";
  }

  private static String header(int length) {
    return "{'type':'header','text':{'type':'plain_text','text':'" + "x".repeat(length) + "'}}";
  }

  private static String blocks(String inside) {
    return "{'blocks':[" + inside + "]}";
  }

  private static String fields(int count, int length) {
    String field = "{'type':'mrkdwn','text':'" + "x".repeat(length) + "'}";
    return blocks("{'type':'section','fields':[" + repeated(field, count) + "]}");
  }

  @Test
  void holdsEveryLimitOnBothSides() {
    assertThat(posted(blocks(repeated("{'type':'divider'}", 50)))).isEqualTo("200 ok");
    assertThat(posted(blocks(repeated("{'type':'divider'}", 51)))).isEqualTo("400 invalid_blocks");
    assertThat(posted(blocks(section(3_000)))).isEqualTo("200 ok");
    assertThat(posted(blocks(section(3_001)))).isEqualTo("400 invalid_blocks");
    assertThat(posted(blocks(header(150)))).isEqualTo("200 ok");
    assertThat(posted(blocks(header(151)))).isEqualTo("400 invalid_blocks");
    assertThat(posted(fields(10, 2_000))).isEqualTo("200 ok");
    assertThat(posted(fields(11, 1))).isEqualTo("400 invalid_blocks");
    assertThat(posted(fields(1, 2_001))).isEqualTo("400 invalid_blocks");
    assertThat(posted("{'attachments':[" + repeated("{'text':'x'}", 100) + "]}"))
        .isEqualTo("200 ok");
    assertThat(posted("{'attachments':[" + repeated("{'text':'x'}", 101) + "]}"))
        .isEqualTo("400 too_many_attachments");
    assertThat(posted("{'attachments':[{'blocks':[" + section(3_001) + "]}]}"))
        .isEqualTo("400 invalid_blocks");
  }

  @Test
  void knowsOnlyItsOwnToken() {
    AwsResponse response = post(token.substring(0, token.length() - 1), "{\"text\":\"x\"}");

    assertThat(response.status()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("no_service");
    assertThat(inbox.size()).isZero();
    assertThat(new SlackInbox(store, clock, faults, ADDRESS).webhook()).isEqualTo(inbox.webhook());
    assertThat(inbox.maskedWebhook()).doesNotContain(token.substring(token.lastIndexOf('/') + 1));
  }

  @Test
  void takesTwentyAtOnceThenOneASecond() {
    for (int i = 0; i < 20; i++) {
      assertThat(posted("{'text':'x'}")).isEqualTo("200 ok");
    }
    AwsResponse refused = post(token, "{\"text\":\"x\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).isEqualTo("1");
    clock.advance(Duration.ofMillis(999));
    assertThat(posted("{'text':'x'}")).isEqualTo("429 rate_limited");
    clock.advance(Duration.ofMillis(1));
    assertThat(posted("{'text':'x'}")).isEqualTo("200 ok");
    assertThat(posted("{'text':'x'}")).isEqualTo("429 rate_limited");
  }

  private void plant(Fault.Mode mode, Duration delay) {
    faults.plant(
        new Fault(
            "slack",
            "PostMessage",
            Optional.empty(),
            Optional.empty(),
            mode,
            delay,
            Optional.of(1),
            1,
            0));
  }

  @Test
  void doesPlantedFaults() {
    plant(Fault.Mode.THROTTLE, Duration.ofSeconds(30));
    AwsResponse throttled = post(token, "{\"text\":\"x\"}");
    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.headers().first("Retry-After")).isEqualTo("30");
    plant(Fault.Mode.ERROR, Duration.ZERO);
    assertThat(posted("{'text':'x'}")).startsWith("500 ");
    assertThat(inbox.newest(10)).noneMatch(SlackMessage::isShown);
    plant(Fault.Mode.DROP_REPLY, Duration.ZERO);
    assertThatThrownBy(() -> posted("{'text':'taken'}")).isInstanceOf(DroppedReply.class);
    assertThat(inbox.newest(1).getFirst().isShown()).isTrue();
    assertThat(posted("{'text':'x'}")).isEqualTo("200 ok");
  }
}
