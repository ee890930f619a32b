package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTest {

  private static final String SHA_256_OF_TEXT =
      "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1";

  private final Path folder;

  PayloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void takesAPlainBodyAsItIs() throws Exception {
    assertThat(read("text", Map.of("Content-Length", "4", "x-amz-content-sha256", SHA_256_OF_TEXT)))
        .isEqualTo("text");
    assertThat(read("text", Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))).isEqualTo("text");
    assertThat(read("", Map.of("Content-Length", "0"))).isEmpty();
  }

  @Test
  void refusesABodyThatIsNotWhatWasAnnounced() throws Exception {
    assertRefused("IncompleteBody", "text", Map.of("Content-Length", "5"));
    assertRefused(
        "XAmzContentSHA256Mismatch", "test", Map.of("x-amz-content-sha256", SHA_256_OF_TEXT));
    assertRefused(
        "IncompleteBody",
        "4\r\ntext\r\n0\r\n\r\n",
        Map.of("Content-Encoding", "aws-chunked", "x-amz-decoded-content-length", "5"));
  }

  @Test
  void decodesSignedChunks() throws Exception {
    var body =
        "3;chunk-signature=ab\r\nte\n\r\n2;chunk-signature=cd\r\nxt\r\n0;chunk-signature=ef\r\n\r\n";
    var headers =
        Map.of(
            "x-amz-content-sha256",
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "x-amz-decoded-content-length",
            "5");
    assertThat(read(body, headers)).isEqualTo("te\nxt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n\r\n", "\r\n", "", "\n\n"})
  void decodesChunksWithATrailer(String end) throws Exception {
    var body = "A\r\n0123456789\r\n0\r\nX-Amz-Checksum-CRC32: AAAAAA==" + end;
    var headers =
        Map.of(
            "x-amz-content-sha256",
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-trailer",
            "x-amz-checksum-crc32");
    try (var payload = Payload.read(Requests.of("PUT", "/b/k", "", headers, body), folder)) {
      assertThat(text(payload)).isEqualTo("0123456789");
      assertThat(payload.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", "AAAAAA=="));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4",
        "4\r\nte",
        "4\r\ntextX\r\n0\r\n\r\n",
        "x\r\n",
        "-1\r\n\r\n",
        "4\r\ntext",
        "FFFFFFFFFFFFFFFFF\r\nx"
      })
  void refusesBrokenChunks(String body) {
    assertRefused("IncompleteBody", body, Map.of("Content-Encoding", "gzip, aws-chunked"));
  }

  @Test
  void keepsAMebibyteInMemoryAndMoreInAFileOfItsOwnTime() throws Exception {
    var below = "x".repeat(1024 * 1024 - 1);
    try (var payload = Payload.read(Requests.of("PUT", "/b/k", "", Map.of(), below), folder)) {
      assertThat(files()).isEmpty();
      assertThat(text(payload)).isEqualTo(below);
    }
    try (var payload =
        Payload.read(Requests.of("PUT", "/b/k", "", Map.of(), below + "xy"), folder)) {
      assertThat(files()).hasSize(1);
      assertThat(text(payload)).isEqualTo(below + "xy");
    }
    assertThat(files()).isEmpty();
    assertRefused("IncompleteBody", below + "xy", Map.of("Content-Length", "7"));
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws Exception {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private String read(String body, Map<String, String> headers) throws Exception {
    try (var payload = Payload.read(Requests.of("PUT", "/b/k", "", headers, body), folder)) {
      return text(payload);
    }
  }

  private void assertRefused(String code, String body, Map<String, String> headers) {
    assertThatThrownBy(() -> read(body, headers))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String text(Payload payload) throws Exception {
    var whole = new CompletableFuture<String>();
    payload.publisher().subscribe(new Collector(whole));
    return whole.get();
  }

  private static final class Collector implements Flow.Subscriber<ByteBuffer> {

    private final CompletableFuture<String> whole;
    private final StringBuilder text = new StringBuilder();

    Collector(CompletableFuture<String> whole) {
      this.whole = whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer some) {
      text.append(StandardCharsets.ISO_8859_1.decode(some));
    }

    @Override
    public void onError(Throwable problem) {
      whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
      whole.complete(text.toString());
    }
  }
}
