package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3OperationNamesTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /, '', ListBuckets",
    "PUT, /b, '', CreateBucket",
    "HEAD, /b, '', HeadBucket",
    "DELETE, /b, '', DeleteBucket",
    "GET, /b, '', ListObjects",
    "GET, /b, prefix=policy, ListObjects",
    "GET, /b, list-type=2&prefix=a, ListObjectsV2",
    "GET, /b, versions, ListObjectVersions",
    "GET, /b, uploads=, ListMultipartUploads",
    "POST, /b, delete, DeleteObjects",
    "POST, /b, '', PostObject",
    "GET, /b, policy, GetBucketPolicy",
    "PUT, /b, policy=, PutBucketPolicy",
    "DELETE, /b, lifecycle, DeleteBucketLifecycle",
    "GET, /b, lifecycle, GetBucketLifecycleConfiguration",
    "GET, /b/k, x-id=GetObject, GetObject",
    "HEAD, /b/k, '', HeadObject",
    "PUT, /b/k, '', PutObject",
    "DELETE, /b/k, versionId=1, DeleteObject",
    "POST, /b/k, uploads, CreateMultipartUpload",
    "PUT, /b/k, partNumber=1&uploadId=u, UploadPart",
    "GET, /b/k, uploadId=u, ListParts",
    "POST, /b/k, uploadId=u, CompleteMultipartUpload",
    "DELETE, /b/k, uploadId=u, AbortMultipartUpload",
    "GET, /b/k, tagging, GetObjectTagging",
    "PUT, /b/k, acl, PutObjectAcl",
    "POST, /b/k, select&select-type=2, SelectObjectContent",
    "PATCH, /b/k, '', Unknown"
  })
  void namesOperations(String method, String path, String query, String name) {
    assertThat(name(method, path, query, Map.of())).isEqualTo(name);
  }

  @Test
  void tellsCopiesByTheirSource() {
    var source = Map.of("x-amz-copy-source", "b/from");
    assertThat(name("PUT", "/b/k", "", source)).isEqualTo("CopyObject");
    assertThat(name("PUT", "/b/k", "uploadId=u&partNumber=1", source)).isEqualTo("UploadPartCopy");
  }

  private static String name(
      String method, String path, String query, Map<String, String> headers) {
    var request = Requests.of(method, path, query, headers, "");
    return S3OperationNames.of(request, S3Address.of(request));
  }
}
