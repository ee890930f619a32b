package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3AddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4566,                     /bucket.a/folder/k",
    "localhost:4566,                     /bucket.a/folder/k",
    "s3.us-east-1.localhost:4566,        /bucket.a/folder/k",
    "bucket.a.localhost:4566,            /folder/k",
    "bucket.a.127.0.0.1:4566,            /folder/k",
    "bucket.a.s3.localhost:4566,         /folder/k",
    "bucket.a.s3.us-east-1.localhost,    /folder/k",
    "Bucket.A.LOCALHOST:4566,            /folder%2Fk"
  })
  void findsTheBucketInThePathOrInTheHost(String host, String path) {
    assertThat(address(host, path)).isEqualTo(new S3Address("bucket.a", "folder/k"));
  }

  @Test
  void tellsAccountBucketAndObjectApart() {
    assertThat(address("localhost", "/")).isEqualTo(new S3Address("", ""));
    assertThat(address("localhost", "/bucket")).isEqualTo(new S3Address("bucket", ""));
    assertThat(address("localhost", "/bucket/")).isEqualTo(new S3Address("bucket", ""));
    assertThat(address("bucket.localhost", "/")).isEqualTo(new S3Address("bucket", ""));
    assertThat(address("localhost", "/bucket/a%20+b")).isEqualTo(new S3Address("bucket", "a +b"));
  }

  @Test
  void writesThePathAsAnyServerReadsIt() {
    assertThat(new S3Address("bucket", "ü/a b;c?d").path())
        .isEqualTo("/bucket/%C3%BC/a%20b%3Bc%3Fd");
    assertThat(new S3Address("bucket", "").path()).isEqualTo("/bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bucket/%", "/bucket/%2", "/bucket/%zz", "/bucket/%FF"})
  void refusesWhatIsNoText(String path) {
    assertThatThrownBy(() -> address("localhost", path))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidURI"));
  }

  @Test
  void refusesKeysOfMoreThan1024Bytes() {
    assertThat(address("localhost", "/bucket/" + "k".repeat(1024)).key()).hasSize(1024);
    assertThatThrownBy(() -> address("localhost", "/bucket/" + "k".repeat(1023) + "%C3%BC"))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("KeyTooLongError"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/..",
        "/bucket/../other/k",
        "/bucket/a/%2E%2E/k",
        "/bucket//k",
        "/bucket/a/./k",
        "/bucket/a%5Ck"
      })
  void refusesKeysThatThePartWouldTakeForOthers(String path) {
    assertThatThrownBy(() -> address("localhost", path))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("NotImplemented"));
  }

  private static S3Address address(String host, String path) {
    return S3Address.of(Requests.of("GET", path, "", Map.of("Host", host), ""));
  }
}
