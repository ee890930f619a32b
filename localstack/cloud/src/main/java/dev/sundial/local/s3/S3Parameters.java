package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Queries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in the query that each operation reads. A request with any other is refused: it may ask
 * for something that is not here, such as a subresource newer than this program.
 */
final class S3Parameters {

  /** Of a signature, or of the operation's mere name. */
  private static final Pattern OF_SIGNATURES =
      Pattern.compile(
          "(?i:X-Amz-(Algorithm|Content-Sha256|Credential|Date|Expires|Security-Token|Signature|SignedHeaders|User-Agent))"
              + "|x-id|AWSAccessKeyId|Signature|Expires");

  /** What an answer's headers shall be. */
  private static final Pattern OF_ANSWERS = Pattern.compile("response-[a-z-]+");

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
          Map.entry("GetObject", Set.of("versionId", S3Headers.CHECKSUM_MODE)),
          Map.entry("HeadObject", Set.of("versionId", S3Headers.CHECKSUM_MODE)),
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
    Set<String> known =
        BucketSetting.of(call.operation())
            .map(setting -> Set.of(setting.query()))
            .orElseGet(() -> OF_OPERATIONS.get(call.operation()));
    if (known == null) {
      throw S3Errors.notImplemented(call.operation());
    }
    Queries.pairs(call.request().rawQuery())
        .forEach((name, values) -> check(call, known, name, values));
    if (call.request().query().first("versionId", "any").isEmpty()) {
      throw S3Errors.invalidArgument("Version id cannot be the empty string");
    }
  }

  private static void check(S3Call call, Set<String> known, String name, List<String> values) {
    boolean read =
        known.contains(name) || (known.contains("versionId") && OF_ANSWERS.matcher(name).matches());
    if (!read && !isOfSignature(name)) {
      throw S3Errors.notImplemented(call.operation() + " with " + name);
    }
    if (values.size() > 1) {
      throw S3Errors.invalidArgument("The parameter " + name + " is given more than once");
    }
  }

  static boolean isOfSignature(String name) {
    return OF_SIGNATURES.matcher(name).matches();
  }
}
