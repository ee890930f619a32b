package dev.sundial.local.s3;

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
    S3Call call = S3Call.of(request);
    if (call.operation().equals("DeleteObjects")) {
      return List.of(); // each object is decided on by itself
    }
    return call.address().key().isEmpty() ? List.of(ofBucket(call)) : ofObject(call);
  }

  @Override
  public List<Access> toSeeMissing(String operation, String missing, AwsRequest request) {
    boolean reads = operation.equals("GetObject") || operation.equals("HeadObject");
    if (!reads || missing.equals("NoSuchBucket")) {
      return List.of();
    }
    return List.of(Access.of("s3:ListBucket", ARN + S3Address.of(request).bucket()));
  }

  /** What the account's list of buckets is asked of has an ARN without a name. */
  private static Access ofBucket(S3Call call) {
    Facts facts =
        Facts.none()
            .with(ConditionKeys.S3_PREFIX, listed(call, "prefix"))
            .with(ConditionKeys.S3_DELIMITER, listed(call, "delimiter"))
            .with(ConditionKeys.S3_MAX_KEYS, listed(call, "max-keys"));
    String action = "s3:" + OF_BUCKETS.getOrDefault(call.operation(), call.operation());
    return new Access(action, ARN + call.bucket(), facts);
  }

  private static @Nullable String listed(S3Call call, String parameter) {
    boolean lists = call.operation().startsWith("List") && !call.operation().equals("ListBuckets");
    return lists ? call.request().query().first(parameter) : null;
  }

  /** What it needs to delete one of many objects. */
  static Access deletion(Deletions.Target target) {
    return versioned("s3:DeleteObject", arn(target.address()), target.version().orElse(null));
  }

  private static Access versioned(String action, String arn, @Nullable String version) {
    return version == null
        ? Access.of(action, arn)
        : new Access(
            action + "Version", arn, Facts.none().with(ConditionKeys.S3_VERSION_ID, version));
  }

  private static String arn(S3Address address) {
    return ARN + address.bucket() + "/" + address.key();
  }

  private static List<Access> ofObject(S3Call call) {
    String arn = arn(call.address());
    List<Access> needed = new ArrayList<>();
    String version = call.request().query().first("versionId");
    String suffix = version == null ? "" : "Version";
    Facts facts = Facts.none().with(ConditionKeys.S3_VERSION_ID, version);
    String operation = call.operation();
    switch (operation) {
      case "GetObject", "HeadObject" -> needed.add(versioned("s3:GetObject", arn, version));
      case "GetObjectAttributes" -> {
        needed.add(versioned("s3:GetObject", arn, version));
        needed.add(new Access("s3:GetObject" + suffix + "Attributes", arn, facts));
      }
      case "DeleteObject" -> needed.add(versioned("s3:DeleteObject", arn, version));
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
        CopySource source = call.source();
        needed.add(versioned("s3:GetObject", arn(source.address()), source.version().orElse(null)));
      }
      case "AbortMultipartUpload" -> needed.add(Access.of("s3:AbortMultipartUpload", arn));
      case "ListParts" -> needed.add(Access.of("s3:ListMultipartUploadParts", arn));
      default -> needed.add(Access.of("s3:" + operation, arn));
    }
    if (call.header("x-amz-tagging").isPresent()) {
      needed.add(Access.of("s3:PutObjectTagging", arn));
    }
    return needed;
  }
}
