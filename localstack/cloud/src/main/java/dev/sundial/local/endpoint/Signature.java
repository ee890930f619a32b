package dev.sundial.local.endpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scope of a request's AWS Signature Version 4, in the header or in a presigned query. Which
 * service a request is for is told by it; skew is not checked, since the clock is virtual.
 *
 * @param accessKey empty when the request is not signed
 * @param region empty when the request is not signed
 * @param service signing name; empty when the request is not signed
 */
record Signature(String accessKey, String region, String service) {
  private static final Pattern SCOPE =
      Pattern.compile("([^/\\s=]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
  private static final Signature NONE = new Signature("", "", "");

  static Signature of(Headers headers, String rawQuery) {
    String header = headers.first("Authorization");
    String text =
        header != null
            ? header
            : rawQuery.contains("X-Amz-Credential=")
                ? Queries.parse(rawQuery).first("X-Amz-Credential", "")
                : "";
    Matcher scope = SCOPE.matcher(text);
    if (scope.find()) {
      return new Signature(scope.group(1), scope.group(3), scope.group(4));
    }
    return header == null && rawQuery.contains("AWSAccessKeyId=") ? ofVersion2(rawQuery) : NONE;
  }

  /**
   * What {@code aws s3 presign} of the older CLI makes; Signature Version 2 lives on in S3 only.
   */
  private static Signature ofVersion2(String rawQuery) {
    String accessKey = Queries.parse(rawQuery).first("AWSAccessKeyId", "");
    return accessKey.isEmpty() ? NONE : new Signature(accessKey, Account.REGION, "s3");
  }

  boolean isPresent() {
    return !accessKey.isEmpty();
  }
}
