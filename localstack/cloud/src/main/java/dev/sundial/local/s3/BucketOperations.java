package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsResponse.Body;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.wire.XmlText;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The operations on buckets. */
final class BucketOperations {

  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final Buckets buckets;

  BucketOperations(Buckets buckets) {
    this.buckets = buckets;
  }

  /** What S3Mock answers by itself; bodies here are small documents. */
  AwsResponse forward(S3Call call) throws IOException {
    return buckets
        .local()
        .send(
            call.request().method(),
            call.address(),
            call.passedQuery(),
            call.headers(),
            BodyPublishers.ofByteArray(call.request().bytes()));
  }

  AwsResponse create(S3Call call) {
    byte[] body = call.request().bytes();
    String region = body.length == 0 ? "" : XmlElement.parse(body).text("LocationConstraint");
    if (!region.isEmpty() && !region.equals(Account.REGION)) {
      throw new AwsError(
          400,
          "IllegalLocationConstraintException",
          "The "
              + region
              + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
    if (!call.header("x-amz-acl").orElse("private").equals("private")) {
      throw noBucketAcls();
    }
    String lock = "x-amz-bucket-object-lock-enabled";
    if (!call.header(lock).orElse("false").equalsIgnoreCase("false")) {
      throw S3Errors.notImplemented(lock);
    }
    if (!call.header("x-amz-object-ownership")
        .orElse("BucketOwnerEnforced")
        .equals("BucketOwnerEnforced")) {
      throw S3Errors.notImplemented("an ownership other than BucketOwnerEnforced");
    }
    buckets.create(call.bucket());
    return new AwsResponse(
        200, Headers.of(Map.of("Location", "/" + call.bucket())), new Body.Bytes(new byte[0]));
  }

  /** Of an ACL for a bucket that shall have none. */
  static AwsError noBucketAcls() {
    return new AwsError(
        400,
        "InvalidBucketAclWithObjectOwnership",
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
  }

  AwsResponse version(S3Call call) {
    String status = XmlElement.parse(call.request().bytes()).text("Status");
    buckets.require(call.bucket());
    if (!status.equals("Enabled") && !status.equals("Suspended")) {
      throw S3Errors.malformedXml();
    }
    if (!status.equals("Enabled")) {
      throw S3Errors.notImplemented("the versioning status " + status + ", only Enabled");
    }
    buckets.version(call.bucket());
    return empty(200);
  }

  AwsResponse delete(S3Call call) {
    buckets.delete(call.bucket());
    return empty(204);
  }

  /** That of us-east-1 is no text at all. */
  AwsResponse location(S3Call call) {
    buckets.require(call.bucket());
    var xml = new XmlText();
    xml.open("LocationConstraint", NAMESPACE);
    xml.close();
    return AwsResponse.of(200, "application/xml", xml.bytes());
  }

  /** One of the settings that are kept here; anything else is not implemented. */
  AwsResponse setting(S3Call call) {
    BucketSetting setting =
        BucketSetting.of(call.operation())
            .orElseThrow(() -> S3Errors.notImplemented(call.operation()));
    buckets.require(call.bucket());
    return switch (call.request().method()) {
      case "GET" -> read(call.bucket(), setting);
      case "PUT" -> {
        String document =
            SettingCheck.checked(buckets, call.bucket(), setting, call.request().bytes());
        buckets.settings().put(call.bucket(), setting, document);
        yield empty(
            setting == BucketSetting.POLICY || setting == BucketSetting.TAGGING ? 204 : 200);
      }
      case "DELETE" -> {
        buckets.settings().remove(call.bucket(), setting);
        yield empty(204);
      }
      default -> throw S3Errors.notImplemented(call.operation());
    };
  }

  private AwsResponse read(String bucket, BucketSetting setting) {
    String document =
        buckets
            .settings()
            .get(bucket, setting)
            .orElseThrow(() -> new AwsError(404, setting.missingCode(), setting.missingMessage()));
    String type = setting == BucketSetting.POLICY ? "application/json" : "application/xml";
    return AwsResponse.of(200, type, document.getBytes(StandardCharsets.UTF_8));
  }

  private static AwsResponse empty(int status) {
    return new AwsResponse(status, Headers.of(Map.of()), new Body.Bytes(new byte[0]));
  }
}
