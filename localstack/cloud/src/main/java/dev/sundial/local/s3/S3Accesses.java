package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What S3's operations need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">Policy
 *     actions for Amazon S3</a>
 */
public final class S3Accesses implements Accesses {
  private static final String ARN = "arn:aws:s3:::";

  /** Operations on buckets whose action has another name. */
  private static final Map<String, String> OF_BUCKETS =
      Map.ofEntries(
          Map.entry("ListBuckets", "ListAllMyBuckets"),
          Map.entry("HeadBucket", "ListBucket"),
          Map.entry("ListObjects", "ListBucket"),
          Map.entry("ListObjectsV2", "ListBucket"),
          Map.entry("ListObjectVersions", "ListBucketVersions"),
          Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
          Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
          Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("DeleteBucketEncryption", "PutEncryptionConfiguration"),
          Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
          Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
          Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
          Map.entry("DeleteBucketTagging", "PutBucketTagging"),
          Map.entry("GetBucketCors", "GetBucketCORS"),
          Map.entry("PutBucketCors", "PutBucketCORS"),
          Map.entry("DeleteBucketCors", "PutBucketCORS"),
          Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
          Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"),
          Map.entry("GetBucketReplication", "GetReplicationConfiguration"),
          Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
          Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
          Map.entry("DeletePublicAccessBlock", "PutBucketPublicAccessBlock"));

  @Override
  public String signingName() {
    return "s3";
  }

  @Override
  public Refusal refusal() {
    return Refusal.S3;
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    S3Address address;
    try {
      address = S3Address.of(request);
    } catch (AwsError e) {
      return List.of(); // not an address; the service says what is wrong with it
    }
    if (address.bucket().isEmpty()) {
      return List.of(Access.of("s3:" + OF_BUCKETS.getOrDefault(operation, operation), "*"));
    }
    return address.key().isEmpty()
        ? ofBucket(operation, address.bucket(), request)
        : ofObject(operation, ARN + address.bucket() + "/" + address.key(), request);
  }

  @Override
  public List<Access> toSeeMissing(String operation, String missing, AwsRequest request) {
    boolean reads = operation.equals("GetObject") || operation.equals("HeadObject");
    if (!reads || missing.equals("NoSuchBucket")) {
      return List.of();
    }
    return List.of(Access.of("s3:ListBucket", ARN + S3Address.of(request).bucket()));
  }

  private static List<Access> ofBucket(String operation, String bucket, AwsRequest request) {
    if (operation.equals("DeleteObjects")) {
      return deletions(bucket, request);
    }
    Facts facts =
        Facts.none()
            .with(ConditionKeys.S3_PREFIX, listed(operation, request, "prefix"))
            .with(ConditionKeys.S3_DELIMITER, listed(operation, request, "delimiter"))
            .with(ConditionKeys.S3_MAX_KEYS, listed(operation, request, "max-keys"));
    String action = "s3:" + OF_BUCKETS.getOrDefault(operation, operation);
    return List.of(new Access(action, ARN + bucket, facts));
  }

  private static @Nullable String listed(String operation, AwsRequest request, String parameter) {
    return operation.startsWith("List") ? request.query().first(parameter) : null;
  }

  private static List<Access> deletions(String bucket, AwsRequest request) {
    List<Access> deletions = new ArrayList<>();
    for (XmlElement object : XmlElement.parse(request.bytes()).children("Object")) {
      String version = object.children("VersionId").isEmpty() ? "" : "Version";
      deletions.add(
          Access.of("s3:DeleteObject" + version, ARN + bucket + "/" + object.text("Key")));
    }
    return deletions;
  }

  private static List<Access> ofObject(String operation, String arn, AwsRequest request) {
    List<Access> needed = new ArrayList<>();
    String version = request.query().first("versionId");
    String suffix = version == null ? "" : "Version";
    Facts facts = Facts.none().with(ConditionKeys.S3_VERSION_ID, version);
    switch (operation) {
      case "GetObject", "HeadObject" -> needed.add(new Access("s3:GetObject" + suffix, arn, facts));
      case "GetObjectAttributes" -> {
        needed.add(new Access("s3:GetObject" + suffix, arn, facts));
        needed.add(new Access("s3:GetObject" + suffix + "Attributes", arn, facts));
      }
      case "DeleteObject" -> needed.add(new Access("s3:DeleteObject" + suffix, arn, facts));
      case "GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging" ->
          needed.add(
              new Access(
                  "s3:" + operation.replace("ObjectTagging", "Object" + suffix + "Tagging"),
                  arn,
                  facts));
      case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
          needed.add(Access.of("s3:PutObject", arn));
      case "CopyObject", "UploadPartCopy" -> {
        needed.add(Access.of("s3:PutObject", arn));
        needed.add(source(request));
      }
      case "AbortMultipartUpload" -> needed.add(Access.of("s3:AbortMultipartUpload", arn));
      case "ListParts" -> needed.add(Access.of("s3:ListMultipartUploadParts", arn));
      default -> needed.add(Access.of("s3:" + operation, arn));
    }
    if (request.headers().has("x-amz-tagging")) {
      needed.add(Access.of("s3:PutObjectTagging", arn));
    }
    return needed;
  }

  /** What is copied: {@code /bucket/key?versionId=…}, percent-encoded. */
  private static Access source(AwsRequest request) {
    String header = request.headers().first("x-amz-copy-source", "");
    int query = header.indexOf("?versionId=");
    String path = S3Address.decode(query < 0 ? header : header.substring(0, query));
    String arn = ARN + (path.startsWith("/") ? path.substring(1) : path);
    return query < 0
        ? Access.of("s3:GetObject", arn)
        : new Access(
            "s3:GetObjectVersion",
            arn,
            Facts.none()
                .with(
                    ConditionKeys.S3_VERSION_ID, header.substring(query + "?versionId=".length())));
  }
}
