package dev.sundial.local.endpoint;

import java.util.Set;

/**
 * The answer for a service there is none of: that of a service which does not know the operation,
 * in the protocol that was spoken. A request that is not signed names no service at all.
 */
final class NoService {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Those of the REST-XML protocol; of the other REST services the answers are JSON. */
  private static final Set<String> REST_XML = Set.of("route53", "cloudfront", "s3express");

  private NoService() {}

  static AwsResponse answer(AwsRequest request, Signature signature) {
    boolean xml = REST_XML.contains(signature.service());
    boolean query = request.headers().first("Content-Type", "").startsWith(FORM);
    if (!signature.isPresent()) {
      return answer(
          request,
          query || xml,
          new AwsError(
              403,
              "MissingAuthenticationToken",
              "The request is not signed, so it names no service"));
    }
    String message = "The local cloud has no service " + signature.service();
    return query
        ? answer(request, true, new AwsError(400, "InvalidAction", message))
        : answer(request, xml, new AwsError(400, "UnknownOperationException", message));
  }

  private static AwsResponse answer(AwsRequest request, boolean xml, AwsError error) {
    if (xml) {
      return AwsResponse.of(
          error.status(),
          "text/xml",
          "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
              .formatted(error.code(), error.text(), request.id()));
    }
    return AwsResponse.of(
            error.status(),
            "application/json",
            "{\"__type\":\"" + error.code() + "\",\"message\":\"" + error.text() + "\"}")
        .with("x-amzn-RequestId", request.id())
        .with("x-amzn-ErrorType", error.code());
  }
}
