package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3CallTest {

  @ParameterizedTest
  @CsvSource({
    "PUT, /b, encryption&policy, PutBucketEncryption with policy",
    "GET, /b, policy&foo=1, GetBucketPolicy with foo",
    "GET, /b, policy&tagging, GetBucketPolicy with tagging",
    "GET, /b, POLICY, GetBucketPolicy with POLICY",
    "GET, /b, acl, GetBucketAcl",
    "GET, /b, policyStatus, GetBucketPolicyStatus",
    "GET, /b/k, acl&versionId=1, GetObjectAcl",
    "GET, /b/k, partNumber=1, GetObject with partNumber",
    "PUT, /b/k, response-content-type=x, PutObject with response-content-type",
    "PUT, /b/k, x-amz-acl=public-read, PutObject with x-amz-acl",
    "PUT, /b/k, X-Amz-Tagging=a, PutObject with X-Amz-Tagging",
    "POST, /b/k, uploads&uploadId=u, CompleteMultipartUpload with uploads",
  })
  void refusesParametersThatNothingReads(String method, String path, String query, String what) {
    assertRefused(501, "NotImplemented", method, path, query, Map.of())
        .isEqualTo("The local cloud does not implement " + what);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /b, policy=&x-id=GetBucketPolicy",
    "GET, /b, lifecycle",
    "DELETE, /b, lifecycle",
    "GET, /b/k, versionId=1&response-content-type=text%2Fplain",
    "GET, /b/k, x-amz-checksum-mode=ENABLED&X-Amz-Algorithm=a&X-Amz-Credential=c&X-Amz-Date=d&X-Amz-Expires=1&X-Amz-SignedHeaders=host&X-Amz-Signature=s&X-Amz-Security-Token=t",
    "GET, /b/k, AWSAccessKeyId=a&Signature=s&Expires=1&x-amz-security-token=t",
  })
  void takesParametersThatAreRead(String method, String path, String query) {
    assertThatCode(() -> S3Call.of(Requests.of(method, path, query, Map.of(), "")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"versionId=1&versionId=2", "versionId=", "versionId=1&versionId=1"})
  void wantsOneVersionOrNone(String query) {
    assertRefused(400, "InvalidArgument", "GET", "/b/k", query, Map.of()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, x-amz-website-redirect-location, /x, 501, NotImplemented",
    "PUT, x-amz-object-lock-mode, COMPLIANCE, 501, NotImplemented",
    "PUT, x-amz-server-side-encryption-customer-key, k, 501, NotImplemented",
    "PUT, x-amz-server-side-encryption-bucket-key-enabled, true, 501, NotImplemented",
    "PUT, X-Amz-Write-Offset-Bytes, 3, 501, NotImplemented",
    "PUT, x-amz-new, 3, 501, NotImplemented",
    "PUT, x-amz-grant-read, id=1, 400, AccessControlListNotSupported",
    "PUT, x-amz-grant-full-control, id=1, 400, AccessControlListNotSupported",
    "PUT, x-amz-expected-bucket-owner, 111122223333, 403, AccessDenied",
    "GET, x-amz-expected-bucket-owner, 111122223333, 403, AccessDenied",
    "GET, x-amz-server-side-encryption-customer-algorithm, AES256, 501, NotImplemented",
    "GET, x-amz-tagging, a=1, 501, NotImplemented",
    "GET, x-amz-meta-a, 1, 501, NotImplemented",
    "DELETE, x-amz-bypass-governance-retention, true, 501, NotImplemented",
    "DELETE, x-amz-mfa, 1 2, 501, NotImplemented",
    "DELETE, x-amz-if-match-size, 3, 501, NotImplemented",
  })
  void refusesHeadersThatNothingReads(
      String method, String name, String value, int status, String code) {
    assertRefused(status, code, method, "/b/k", "", Map.of(name, value))
        .satisfiesAnyOf(
            text -> assertThat(text).contains(name.toLowerCase(java.util.Locale.ROOT)),
            text -> assertThat(code).isNotEqualTo("NotImplemented"));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, x-amz-meta-a, 1",
    "PUT, x-amz-tagging, a=1",
    "PUT, x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
    "PUT, x-amz-trailer, x-amz-checksum-crc32",
    "PUT, x-amz-expected-bucket-owner, 000000000000",
    "GET, x-amz-checksum-mode, ENABLED",
    "GET, x-amz-request-payer, requester",
    "DELETE, x-amz-security-token, t",
  })
  void takesHeadersThatAreRead(String method, String name, String value) {
    assertThatCode(() -> S3Call.of(Requests.of(method, "/b/k", "", Map.of(name, value), "")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesGrantsOnBuckets() {
    assertRefused(
            400,
            "InvalidBucketAclWithObjectOwnership",
            "PUT",
            "/b",
            "",
            Map.of("x-amz-grant-write", "id=1"))
        .isNotEmpty();
  }

  @Test
  void wantsEachHeaderOnce() {
    var request =
        new AwsRequest(
            "id",
            "PUT",
            "/b/k",
            "",
            new Headers(Map.of("x-amz-copy-source", List.of("b/mine", "b/theirs"))),
            new Caller.Administrator("key"),
            "us-east-1",
            InputStream.nullInputStream());
    assertThatThrownBy(() -> S3Call.of(request)).hasMessageContaining("more than once");
  }

  @Test
  void passesOnWhatItHasRead() {
    var call =
        S3Call.of(
            Requests.of(
                "PUT",
                "/b/k",
                "partNumber=1&uploadId=a%2Bb&X-Amz-Signature=s",
                Map.of(
                    "x-amz-copy-source", "/from/%2A%3FversionId%3D1?versionId=v",
                    "x-amz-expected-bucket-owner", "000000000000"),
                ""));
    assertThat(call.passedQuery().split("&"))
        .containsExactlyInAnyOrder("partNumber=1", "uploadId=a%2Bb");
    assertThat(call.source().address()).isEqualTo(new S3Address("from", "*?versionId=1"));
    assertThat(call.headers().first("x-amz-copy-source"))
        .isEqualTo("from/%2A%3FversionId%3D1?versionId=v");
    assertThat(call.headers().has("x-amz-expected-bucket-owner")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "b, 400",
    "/b/, 400",
    "b/k?versionId=, 400",
    "b/k?versionId=a?versionId=b, 400",
    "b/../c/k, 501",
    "arn:aws:s3:us-east-1:000000000000:accesspoint/a/object/k, 501",
  })
  void refusesSourcesThatAreNone(String source, int status) {
    assertThatThrownBy(() -> CopySource.parse(source))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(
      int status,
      String code,
      String method,
      String path,
      String query,
      Map<String, String> headers) {
    try {
      var call = S3Call.of(Requests.of(method, path, query, headers, ""));
      throw new AssertionError(call + " was taken");
    } catch (AwsError e) {
      assertThat(e.code()).isEqualTo(code);
      assertThat(e.status()).isEqualTo(status);
      return assertThat(e.text());
    }
  }
}
