package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.iam.Permit;
import java.nio.file.Path;

/** S3 as its clients see it. */
public final class S3Service implements AwsService {

  private final BucketOperations buckets;
  private final ObjectOperations objects;
  private final Listings listings;

  /**
   * @param spool a folder for bodies on their way
   * @param permit decides on each object of {@code DeleteObjects}
   */
  public S3Service(Buckets buckets, Path spool, Permit permit) {
    this.buckets = new BucketOperations(buckets);
    this.objects = new ObjectOperations(buckets, spool, permit);
    this.listings = new Listings(buckets.local());
  }

  @Override
  public String signingName() {
    return "s3";
  }

  @Override
  public String operationOf(AwsRequest request) {
    try {
      return S3OperationNames.of(request, S3Address.of(request));
    } catch (AwsError e) {
      return S3OperationNames.UNKNOWN;
    }
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    var call = S3Call.of(request);
    if (isDocument(call)) {
      BodyDigest.check(call);
    }
    return answer(call).with("x-amz-request-id", request.id());
  }

  /** Whether the body is a document that the check sums are of, not an object or a part of one. */
  private static boolean isDocument(S3Call call) {
    return switch (call.operation()) {
      case "CreateBucket", "DeleteObjects", "PutBucketVersioning", "PutObjectTagging" -> true;
      default ->
          call.request().method().equals("PUT") && BucketSetting.of(call.operation()).isPresent();
    };
  }

  private AwsResponse answer(S3Call call) throws Exception {
    return switch (call.operation()) {
      case "ListBuckets" -> MockAnswers.wholeSeconds(buckets.forward(call));
      case "HeadBucket", "GetBucketVersioning" -> buckets.forward(call);
      case "PutBucketVersioning" -> buckets.version(call);
      case "ListObjects" -> listings.first(call);
      case "ListObjectsV2" -> listings.second(call);
      case "ListObjectVersions" -> listings.versions(call);
      case "CreateBucket" -> buckets.create(call);
      case "DeleteBucket" -> buckets.delete(call);
      case "GetBucketLocation" -> buckets.location(call);
      case "GetObject", "HeadObject" -> MockAnswers.object(objects.forward(call));
      case "GetObjectTagging" -> MockAnswers.tagging(objects.forward(call));
      case "GetObjectAttributes", "DeleteObjectTagging" -> objects.forward(call);
      case "PutObjectTagging" -> {
        ObjectTags.check(XmlElement.parse(call.request().bytes()));
        yield objects.forward(call);
      }
      case "DeleteObjects" -> objects.deleteMany(call);
      case "PutObject" -> objects.put(call);
      case "CopyObject" -> objects.copy(call);
      case "DeleteObject" -> objects.delete(call);
      case "CreateMultipartUpload" -> objects.createUpload(call);
      case "UploadPart", "UploadPartCopy" -> objects.uploadPart(call);
      case "CompleteMultipartUpload" -> objects.completeUpload(call);
      case "AbortMultipartUpload", "ListParts", "ListMultipartUploads" -> objects.inUpload(call);
      default -> buckets.setting(call);
    };
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    return S3Errors.render(request, error);
  }

  /** Clients read the right region from it, and try again with that. */
  @Override
  public AwsError elsewhere(AwsRequest request) {
    return S3Errors.wrongRegion(request);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(503, "SlowDown", "Please reduce your request rate.");
  }
}
