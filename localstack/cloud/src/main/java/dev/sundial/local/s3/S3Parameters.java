package dev.sundial.local.s3;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in the query that each operation reads. A request with any other is refused: it may ask
 * for something that is not here, such as a subresource newer than this program.
 */
final class S3Parameters {

  /** Of a signature, of the operation's mere name, and what an answer's headers shall be. */
  private static final Pattern ANYWHERE =
      Pattern.compile("(?i:X-Amz-.+)|x-id|AWSAccessKeyId|Signature|Expires|response-[a-z-]+");

  private static final Map<String, Set<String>> OF_OPERATIONS =
      Map.ofEntries(
          Map.entry(
              "ListBuckets",
              Set.of("max-buckets", "continuation-token", "prefix", "bucket-region")),
          Map.entry(
              "ListObjects", Set.of("prefix", "delimiter", "marker", "max-keys", "encoding-type")),
          Map.entry(
              "ListObjectsV2",
              Set.of(
                  "list-type",
                  "prefix",
                  "delimiter",
                  "max-keys",
                  "encoding-type",
                  "continuation-token",
                  "start-after",
                  "fetch-owner")),
          Map.entry(
              "ListObjectVersions",
              Set.of(
                  "versions",
                  "prefix",
                  "delimiter",
                  "key-marker",
                  "version-id-marker",
                  "max-keys",
                  "encoding-type")),
          Map.entry(
              "ListMultipartUploads",
              Set.of(
                  "uploads",
                  "prefix",
                  "delimiter",
                  "key-marker",
                  "upload-id-marker",
                  "max-uploads",
                  "encoding-type")),
          Map.entry("CreateBucket", Set.of()),
          Map.entry("DeleteBucket", Set.of()),
          Map.entry("HeadBucket", Set.of()),
          Map.entry("PutObject", Set.of()),
          Map.entry("CopyObject", Set.of()),
          Map.entry("DeleteObjects", Set.of("delete")),
          Map.entry("GetObject", Set.of("versionId")),
          Map.entry("HeadObject", Set.of("versionId")),
          Map.entry("DeleteObject", Set.of("versionId")),
          Map.entry("GetObjectAttributes", Set.of("attributes", "versionId")),
          Map.entry("GetObjectTagging", Set.of("tagging", "versionId")),
          Map.entry("PutObjectTagging", Set.of("tagging", "versionId")),
          Map.entry("DeleteObjectTagging", Set.of("tagging", "versionId")),
          Map.entry("CreateMultipartUpload", Set.of("uploads")),
          Map.entry("UploadPart", Set.of("partNumber", "uploadId")),
          Map.entry("UploadPartCopy", Set.of("partNumber", "uploadId")),
          Map.entry("CompleteMultipartUpload", Set.of("uploadId")),
          Map.entry("AbortMultipartUpload", Set.of("uploadId")),
          Map.entry("ListParts", Set.of("uploadId", "max-parts", "part-number-marker")),
          Map.entry("GetBucketLocation", Set.of("location")),
          Map.entry("GetBucketVersioning", Set.of("versioning")),
          Map.entry("PutBucketVersioning", Set.of("versioning")));

  private S3Parameters() {}

  static void check(S3Call call) {
    Set<String> known = OF_OPERATIONS.get(call.operation());
    if (known == null) {
      return; // a bucket's setting, named by its parameter; or no operation of ours at all
    }
    for (String name : call.request().query().values().keySet()) {
      if (!known.contains(name) && !ANYWHERE.matcher(name).matches()) {
        throw S3Errors.notImplemented(call.operation() + " with " + name);
      }
    }
  }
}
