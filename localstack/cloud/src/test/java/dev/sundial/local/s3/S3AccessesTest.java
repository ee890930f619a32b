package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3AccessesTest {
  private final S3Accesses accesses = new S3Accesses();

  @ParameterizedTest
  @CsvSource({
    "GET, /, '', s3:ListAllMyBuckets, ''",
    "PUT, /b, '', s3:CreateBucket, b",
    "HEAD, /b, '', s3:ListBucket, b",
    "GET, /b, location, s3:GetBucketLocation, b",
    "GET, /b, policy, s3:GetBucketPolicy, b",
    "PUT, /b, policy, s3:PutBucketPolicy, b",
    "DELETE, /b, policy, s3:DeleteBucketPolicy, b",
    "PUT, /b, encryption, s3:PutEncryptionConfiguration, b",
    "DELETE, /b, lifecycle, s3:PutLifecycleConfiguration, b",
    "DELETE, /b, publicAccessBlock, s3:PutBucketPublicAccessBlock, b",
    "GET, /b, uploads, s3:ListBucketMultipartUploads, b",
    "GET, /b/k, '', s3:GetObject, b/k",
    "HEAD, /b/k, '', s3:GetObject, b/k",
    "PUT, /b/a%20%2A%3F, '', s3:PutObject, b/a *?",
    "DELETE, /b/k, '', s3:DeleteObject, b/k",
    "POST, /b/k, uploads, s3:PutObject, b/k",
    "PUT, /b/k, uploadId=u&partNumber=1, s3:PutObject, b/k",
    "DELETE, /b/k, uploadId=u, s3:AbortMultipartUpload, b/k",
    "GET, /b/k, uploadId=u, s3:ListMultipartUploadParts, b/k",
    "GET, /b/k, tagging, s3:GetObjectTagging, b/k",
  })
  void asksForTheActionOnTheResource(
      String method, String path, String query, String action, String resource) {
    assertThat(accesses.of("any", Requests.of(method, path, query, Map.of(), "")))
        .containsExactly(Access.of(action, "arn:aws:s3:::" + resource));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, versionId=v, s3:GetObjectVersion",
    "DELETE, versionId=v, s3:DeleteObjectVersion",
    "GET, tagging&versionId=v, s3:GetObjectVersionTagging",
  })
  void asksForTheVersion(String method, String query, String action) {
    assertThat(accesses.of("any", Requests.of(method, "/b/k", query, Map.of(), "")))
        .containsExactly(
            new Access(
                action, "arn:aws:s3:::b/k", Facts.none().with(ConditionKeys.S3_VERSION_ID, "v")));
  }

  @Test
  void tellsWhatIsListed() {
    var list = Requests.of("GET", "/b", "list-type=2&prefix=a%2F&delimiter=/", Map.of(), "");
    assertThat(accesses.of("any", list))
        .containsExactly(
            new Access(
                "s3:ListBucket",
                "arn:aws:s3:::b",
                Facts.none()
                    .with(ConditionKeys.S3_PREFIX, "a/")
                    .with(ConditionKeys.S3_DELIMITER, "/")));
  }

  @Test
  void asksForTheSourceOfACopyAndForTags() {
    var copy =
        Requests.of("PUT", "/b/k", "", Map.of("x-amz-copy-source", "/from/a%2Fk?versionId=v"), "");
    assertThat(accesses.of("any", copy))
        .containsExactly(
            Access.of("s3:PutObject", "arn:aws:s3:::b/k"),
            new Access(
                "s3:GetObjectVersion",
                "arn:aws:s3:::from/a/k",
                Facts.none().with(ConditionKeys.S3_VERSION_ID, "v")));
    var tagged = Requests.of("PUT", "/b/k", "", Map.of("x-amz-tagging", "a=1"), "x");
    assertThat(accesses.of("any", tagged))
        .containsExactly(
            Access.of("s3:PutObject", "arn:aws:s3:::b/k"),
            Access.of("s3:PutObjectTagging", "arn:aws:s3:::b/k"));
  }

  @Test
  void decidesOnEachObjectThatIsDeletedByItself() {
    var many =
        Requests.of(
            "POST",
            "/b",
            "delete",
            Map.of(),
            "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId>v</VersionId></Object></Delete>");
    assertThat(accesses.of("any", many)).isEmpty();
    assertThat(Deletions.parse("b", many.bytes()).targets())
        .extracting(S3Accesses::deletion)
        .containsExactly(
            Access.of("s3:DeleteObject", "arn:aws:s3:::b/a"),
            new Access(
                "s3:DeleteObjectVersion",
                "arn:aws:s3:::b/b",
                Facts.none().with(ConditionKeys.S3_VERSION_ID, "v")));
  }
}
