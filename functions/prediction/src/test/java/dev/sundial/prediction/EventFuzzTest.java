package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.serving.IrisScorers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever comes in, a well-formed proxy response below 500 goes out while a model is loaded. */
class EventFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "null",
          "true",
          "1e999",
          "-0",
          "1e-400",
          "NaN",
          "\"body\"",
          "\"httpMethod\"",
          "\"path\"",
          "\"/predict\"",
          "\"POST\"",
          "\\u0000",
          "\\ud800",
          "\"isBase64Encoded\":true",
          "\"petal length (cm)\"",
          "💥",
          "%2F",
          "[[[[[[[[");

  private final Gateway gateway = Gateway.ofIris();
  private final Random random = new Random(42);

  @BeforeEach
  void promote() {
    gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());
  }

  @Test
  void answersEventsWithBytesChangedMovedAndMissing() throws IOException {
    byte[] event = event("{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}");
    int predicted = 0;
    for (int i = 0; i < 20_000; i++) {
      Answer answer = answered(mutated(event));
      predicted += answer.status() == 200 ? 1 : 0;
    }
    assertThat(predicted).isBetween(100, 19_900);
  }

  @Test
  void answersEventsSplicedWithPiecesOfJson() throws IOException {
    byte[] event = event("[{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}]");
    for (int i = 0; i < 10_000; i++) {
      answered(spliced(event));
    }
  }

  @Test
  void answersBodiesOfEveryShape() throws IOException {
    for (int i = 0; i < 20_000; i++) {
      StringBuilder body = new StringBuilder("{\"petal length (cm)\":1,\"petal width (cm)\":2}");
      for (int change = random.nextInt(4); change >= 0; change--) {
        int from = random.nextInt(body.length() + 1);
        int to = Math.min(body.length(), from + random.nextInt(4));
        body.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
      }
      answered(event(body.toString()));
    }
  }

  @Test
  void answersRandomBytes() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(Gateway.answer(gateway.raw(bytes), "from-lambda").status()).isEqualTo(400);
    }
  }

  private Answer answered(byte[] event) throws IOException {
    byte[] response = gateway.raw(event);
    String text = new String(response, StandardCharsets.UTF_8);
    int from = text.indexOf("x-request-id\":\"") + "x-request-id\":\"".length();
    Answer answer = Gateway.answer(response, text.substring(from, text.indexOf('"', from)));
    assertThat(answer.status()).as(new String(event, StandardCharsets.UTF_8)).isLessThan(500);
    assertThat(answer.body().isEmpty() || answer.body().startsWith("{")).isTrue();
    assertThat(gateway.log.size()).isZero();
    return answer;
  }

  private static byte[] event(String body) throws IOException {
    return Priming.event("POST", "/predict", "application/json", body);
  }

  private byte[] mutated(byte[] event) {
    byte[] bytes = event.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> {
          byte other = bytes[random.nextInt(bytes.length)];
          bytes[at] = other;
        }
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }

  private byte[] spliced(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = random.nextInt(event.length);
    out.write(event, 0, at);
    for (int piece = random.nextInt(3); piece >= 0; piece--) {
      out.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
    }
    int skipped = Math.min(event.length, at + random.nextInt(20));
    out.write(event, skipped, event.length - skipped);
    return out.toByteArray();
  }
}
