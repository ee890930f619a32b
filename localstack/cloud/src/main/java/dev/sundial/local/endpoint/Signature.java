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
    return scope.find() ? new Signature(scope.group(1), scope.group(3), scope.group(4)) : NONE;
  }

  boolean isPresent() {
    return !accessKey.isEmpty();
  }
}
