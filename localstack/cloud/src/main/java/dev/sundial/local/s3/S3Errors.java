package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.wire.XmlText;

/** S3's errors, and how they look on the wire. */
final class S3Errors {

  private static final String WRONG_REGION = "AuthorizationHeaderMalformed";

  private S3Errors() {}

  static AwsError notImplemented(String what) {
    return new AwsError(501, "NotImplemented", "The local cloud does not implement " + what);
  }

  static AwsError invalidArgument(String message) {
    return new AwsError(400, "InvalidArgument", message);
  }

  static AwsError malformedXml() {
    return new AwsError(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");
  }

  static AwsError incompleteBody() {
    return new AwsError(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }

  static AwsError noSuchKey() {
    return new AwsError(404, "NoSuchKey", "The specified key does not exist.");
  }

  static AwsError noSuchUpload() {
    return new AwsError(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
  }

  static AwsError preconditionFailed() {
    return new AwsError(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  static AwsError wrongRegion(AwsRequest request) {
    return new AwsError(
        400,
        WRONG_REGION,
        "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
            .formatted(request.region(), Account.REGION));
  }

  static AwsResponse render(AwsRequest request, AwsError error) {
    var xml = new XmlText();
    xml.open("Error");
    xml.element("Code", error.code());
    xml.element("Message", error.text());
    if (error.code().equals(WRONG_REGION)) {
      xml.element("Region", Account.REGION);
    }
    xml.element("Resource", request.rawPath());
    xml.element("RequestId", request.id());
    xml.close();
    AwsResponse answer =
        AwsResponse.of(error.status(), "application/xml", xml.bytes())
            .with("x-amz-request-id", request.id());
    return error.code().equals(WRONG_REGION)
        ? answer.with("x-amz-bucket-region", Account.REGION)
        : answer;
  }
}
