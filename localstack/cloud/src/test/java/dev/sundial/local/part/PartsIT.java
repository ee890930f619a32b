package dev.sundial.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.clock.OffsetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartsIT {

  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  PartsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void serveOnTheLoopbackInterfaceOnly() throws Exception {
    try (var parts = BuiltParts.start(folder, clock())) {
      assertThat(listTables(parts).body()).isEqualTo("{\"TableNames\":[]}");
      assertThat(s3(parts, "GET", "/", "").body()).contains("<ListAllMyBucketsResult");
      assertThat(listeners(parts.dynamoDb())).containsExactly("0100007F");
      assertThat(listeners(parts.s3())).containsExactly("0100007F");
    }
  }

  @Test
  void keepWhatTheyHoldOverARestart() throws Exception {
    var versions = List.<String>of();
    try (var parts = BuiltParts.start(folder, clock())) {
      assertThat(dynamoDb(parts, "CreateTable", TABLE).statusCode()).isEqualTo(200);
      assertThat(s3(parts, "PUT", "/bucket", "").statusCode()).isEqualTo(200);
      assertThat(s3(parts, "PUT", "/bucket?versioning", VERSIONED).statusCode()).isEqualTo(200);
      versions = List.of(put(parts, "one"), put(parts, "two"));
    }
    try (var parts = BuiltParts.start(folder, clock())) {
      assertThat(listTables(parts).body()).isEqualTo("{\"TableNames\":[\"table\"]}");
      assertThat(s3(parts, "GET", "/bucket/key", "").body()).isEqualTo("two");
      assertThat(s3(parts, "GET", "/bucket/key?versionId=" + versions.getFirst(), "").body())
          .isEqualTo("one");
      assertThat(s3(parts, "GET", "/bucket?versions", "").body()).contains(versions);
      assertThat(put(parts, "three")).isNotIn(versions);
    }
  }

  @Test
  void keepWhatWasAcknowledgedBeforeAKill() throws Exception {
    var acknowledged = new ConcurrentLinkedQueue<String>();
    try (var parts = BuiltParts.start(folder, clock())) {
      s3(parts, "PUT", "/bucket", "");
      s3(parts, "PUT", "/bucket?versioning", VERSIONED);
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; tryToPut(parts, "/bucket/key-" + i); i++) {
                      acknowledged.add("/bucket/key-" + i);
                    }
                  });
      while (acknowledged.size() < 100 && writer.isAlive()) {
        Thread.onSpinWait();
      }
      ProcessHandle.of(parts.s3().pid()).orElseThrow().destroyForcibly();
      writer.join();
    }
    try (var parts = BuiltParts.start(folder, clock())) {
      for (var key : acknowledged) {
        assertThat(s3(parts, "GET", key, "").statusCode()).as(key).isEqualTo(200);
      }
      assertThat(s3(parts, "PUT", "/bucket/another", "x").statusCode()).isEqualTo(200);
    }
  }

  private boolean tryToPut(Parts parts, String key) {
    try {
      return s3(parts, "PUT", key, "text").statusCode() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void liveInVirtualTime() throws Exception {
    var clock = clock();
    try (var parts = BuiltParts.start(folder, clock)) {
      s3(parts, "PUT", "/bucket", "");
      clock.advance(Duration.ofDays(40));
      var before = Instant.now().plus(Duration.ofDays(40)).minusSeconds(1);
      put(parts, "text");
      var after = Instant.now().plus(Duration.ofDays(40));
      var modified =
          s3(parts, "HEAD", "/bucket/key", "").headers().firstValue("Last-Modified").orElseThrow();
      assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(modified, Instant::from))
          .isBetween(before, after);
    }
  }

  @Test
  void endWhenTheirParentIsKilled() throws Exception {
    var keeper =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PartsKeeper.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    try (var answers = keeper.inputReader()) {
      var line = answers.readLine();
      assertThat(line).as(() -> "pids of the parts").isNotNull();
      var parts =
          Arrays.stream(line.split(" ")).map(Long::parseLong).map(ProcessHandle::of).toList();
      assertThat(parts)
          .hasSize(2)
          .allSatisfy(part -> assertThat(part.orElseThrow().isAlive()).isTrue());
      var ends = parts.stream().map(part -> part.orElseThrow().onExit()).toList();
      keeper.destroyForcibly();
      ends.forEach(end -> assertThat(end.join().isAlive()).isFalse());
    } finally {
      keeper.destroyForcibly();
    }
  }

  @Test
  void waitForTheirPredecessorsToEnd() throws Exception {
    var clock = clock();
    var first = BuiltParts.start(folder, clock);
    var end = Thread.ofVirtual().start(first::close);
    try (var second = BuiltParts.start(folder, clock)) {
      assertThat(first.s3().isAlive()).isFalse();
      assertThat(first.dynamoDb().isAlive()).isFalse();
      assertThat(listTables(second).statusCode()).isEqualTo(200);
    } finally {
      end.join();
    }
  }

  @Test
  void sayWhichOneDidNotStartAndLeaveNoneBehind() throws Exception {
    var absent = new PartHome(folder, folder.resolve("dynamodb"), List.of());
    var s3 = new PartHome(Path.of("../s3/target/lib"), folder.resolve("s3"), List.of());
    assertThatThrownBy(() -> Parts.start(absent, s3)).hasMessageContaining("No jars in " + folder);

    var broken =
        new PartHome(
            Path.of("../dynamodb/target/lib"),
            folder.resolve("dynamodb"),
            List.of("-XX:NoSuchFlag"));
    assertThatThrownBy(() -> Parts.start(broken, s3))
        .isInstanceOf(PartException.class)
        .hasMessageStartingWith("DynamoDB Local ended with code 1 at start; ")
        .hasMessageContaining("Unrecognized VM option 'NoSuchFlag'");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static final String TABLE =
      """
      {"TableName": "table", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}]}
      """;

  private static final String VERSIONED =
      """
      <VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>
      """;

  private OffsetFile clock() throws Exception {
    return OffsetFile.open(folder.resolve("clock"));
  }

  private HttpResponse<String> listTables(Parts parts) throws Exception {
    return dynamoDb(parts, "ListTables", "{}");
  }

  private HttpResponse<String> dynamoDb(Parts parts, String operation, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parts.dynamoDb().port() + "/"))
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/dynamodb/aws4_request")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> s3(Parts parts, String method, String path, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + parts.s3().port() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String put(Parts parts, String text) throws Exception {
    return s3(parts, "PUT", "/bucket/key", text)
        .headers()
        .firstValue("x-amz-version-id")
        .orElse("");
  }

  /** The addresses on which any process listens on the part's port, as Linux writes them. */
  private static List<String> listeners(PartProcess part) throws Exception {
    var port = String.format(Locale.ROOT, ":%04X", part.port());
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(PartsIT::lines)
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields[1].endsWith(port) && fields[3].equals("0A"))
        .map(fields -> fields[1].replaceFirst("^0{16}FFFF0000", "").replaceFirst(":.*", ""))
        .toList();
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
