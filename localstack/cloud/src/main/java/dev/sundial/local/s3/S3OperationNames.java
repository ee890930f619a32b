package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Headers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells S3's operations apart: by method, by whether there is a key, by the subresource in the
 * query.
 */
final class S3OperationNames {

  static final String UNKNOWN = "Unknown";

  private static final Map<String, String> OF_BUCKET = new LinkedHashMap<>();
  private static final Map<String, String> OF_OBJECT = new LinkedHashMap<>();

  static {
    OF_BUCKET.put("accelerate", "BucketAccelerateConfiguration");
    OF_BUCKET.put("acl", "BucketAcl");
    OF_BUCKET.put("analytics", "BucketAnalyticsConfiguration");
    OF_BUCKET.put("cors", "BucketCors");
    OF_BUCKET.put("encryption", "BucketEncryption");
    OF_BUCKET.put("intelligent-tiering", "BucketIntelligentTieringConfiguration");
    OF_BUCKET.put("inventory", "BucketInventoryConfiguration");
    OF_BUCKET.put("lifecycle", "BucketLifecycleConfiguration");
    OF_BUCKET.put("location", "BucketLocation");
    OF_BUCKET.put("logging", "BucketLogging");
    OF_BUCKET.put("metrics", "BucketMetricsConfiguration");
    OF_BUCKET.put("notification", "BucketNotificationConfiguration");
    OF_BUCKET.put("object-lock", "ObjectLockConfiguration");
    OF_BUCKET.put("ownershipControls", "BucketOwnershipControls");
    OF_BUCKET.put("policy", "BucketPolicy");
    OF_BUCKET.put("policyStatus", "BucketPolicyStatus");
    OF_BUCKET.put("publicAccessBlock", "PublicAccessBlock");
    OF_BUCKET.put("replication", "BucketReplication");
    OF_BUCKET.put("requestPayment", "BucketRequestPayment");
    OF_BUCKET.put("tagging", "BucketTagging");
    OF_BUCKET.put("versioning", "BucketVersioning");
    OF_BUCKET.put("website", "BucketWebsite");
    OF_OBJECT.put("acl", "ObjectAcl");
    OF_OBJECT.put("attributes", "ObjectAttributes");
    OF_OBJECT.put("legal-hold", "ObjectLegalHold");
    OF_OBJECT.put("retention", "ObjectRetention");
    OF_OBJECT.put("tagging", "ObjectTagging");
    OF_OBJECT.put("torrent", "ObjectTorrent");
  }

  private S3OperationNames() {}

  /** Such as {@code PutObject}. */
  static String of(AwsRequest request, S3Address address) {
    if (address.bucket().isEmpty()) {
      return request.method().equals("GET") ? "ListBuckets" : UNKNOWN;
    }
    return address.key().isEmpty() ? ofBucket(request) : ofObject(request);
  }

  private static String ofBucket(AwsRequest request) {
    Headers query = request.query();
    for (var subresource : OF_BUCKET.entrySet()) {
      if (query.has(subresource.getKey())) {
        return withVerb(request, subresource.getValue());
      }
    }
    return switch (request.method()) {
      case "GET" ->
          query.has("uploads")
              ? "ListMultipartUploads"
              : query.has("versions")
                  ? "ListObjectVersions"
                  : query.first("list-type", "").equals("2") ? "ListObjectsV2" : "ListObjects";
      case "HEAD" -> "HeadBucket";
      case "PUT" -> "CreateBucket";
      case "DELETE" -> "DeleteBucket";
      case "POST" -> query.has("delete") ? "DeleteObjects" : "PostObject";
      default -> UNKNOWN;
    };
  }

  private static String ofObject(AwsRequest request) {
    Headers query = request.query();
    for (var subresource : OF_OBJECT.entrySet()) {
      if (query.has(subresource.getKey())) {
        return withVerb(request, subresource.getValue());
      }
    }
    boolean copy = request.headers().has("x-amz-copy-source");
    if (query.has("uploadId")) {
      return switch (request.method()) {
        case "GET" -> "ListParts";
        case "PUT" -> copy ? "UploadPartCopy" : "UploadPart";
        case "POST" -> "CompleteMultipartUpload";
        case "DELETE" -> "AbortMultipartUpload";
        default -> UNKNOWN;
      };
    }
    return switch (request.method()) {
      case "GET" -> "GetObject";
      case "HEAD" -> "HeadObject";
      case "PUT" -> copy ? "CopyObject" : "PutObject";
      case "DELETE" -> "DeleteObject";
      case "POST" ->
          query.has("uploads")
              ? "CreateMultipartUpload"
              : query.has("select")
                  ? "SelectObjectContent"
                  : query.has("restore") ? "RestoreObject" : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static String withVerb(AwsRequest request, String noun) {
    return switch (request.method()) {
      case "GET" -> "Get" + noun;
      case "PUT" -> "Put" + noun;
      case "DELETE" ->
          noun.equals("BucketLifecycleConfiguration") ? "DeleteBucketLifecycle" : "Delete" + noun;
      default -> UNKNOWN;
    };
  }
}
