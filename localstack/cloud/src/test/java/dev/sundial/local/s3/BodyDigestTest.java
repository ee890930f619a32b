package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@code 123456789}, whose check sums are in the catalogues of them. */
final class BodyDigestTest {

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, JfnnlDI7RTiF9RgfG2JNCw==",
    "x-amz-checksum-sha1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "x-amz-checksum-sha256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
    "x-amz-checksum-crc32, y/Q5Jg==",
    "x-amz-checksum-crc32c, 4waSgw==",
    "x-amz-checksum-crc64nvme, rosUhgp5mIg=",
  })
  void tellsTheDigestFromAnother(String header, String digest) {
    assertThatCode(() -> check(header, digest, "123456789")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(header, digest, "123456788")).hasMessageContaining(header);
    assertThatThrownBy(() -> check(header, "?", "123456789")).hasMessageContaining(header);
  }

  private static void check(String header, String digest, String body) {
    BodyDigest.check(S3Call.of(Requests.of("PUT", "/b", "policy", Map.of(header, digest), body)));
  }
}
