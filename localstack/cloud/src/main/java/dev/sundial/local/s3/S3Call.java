package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request with what it is about and what it asks for. */
record S3Call(AwsRequest request, S3Address address, String operation) {

  /** What concerns the way here, not the operation. */
  private static final Set<String> OF_THE_WAY =
      Set.of(
          "accept-encoding",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "authorization",
          "origin",
          "referer",
          "user-agent",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-content-sha256",
          "x-amz-decoded-content-length",
          "x-amz-trailer");

  /** How parameters begin that sign a request, or only name its operation. */
  private static final List<String> SIGNATURE =
      List.of("X-Amz-", "AWSAccessKeyId=", "Signature=", "Expires=", "x-id=");

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+-\\d*|-\\d+)");

  static S3Call of(AwsRequest request) {
    S3Address address = S3Address.of(request);
    return new S3Call(request, address, S3OperationNames.of(request, address));
  }

  String bucket() {
    return address.bucket();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.headers().first(name));
  }

  /** The headers to pass on. */
  Map<String, List<String>> passedHeaders() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .headers()
        .values()
        .forEach(
            (name, values) -> {
              if (!OF_THE_WAY.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values);
              }
            });
    // S3 lets pass what is no range of bytes, or several of them, as if it were not there.
    if (!RANGE.matcher(header("Range").orElse("")).matches()) {
      headers.remove("Range");
    }
    return headers;
  }

  Headers headers() {
    return new Headers(passedHeaders());
  }

  /** The query to pass on: without the signature of a presigned request. */
  String passedQuery() {
    return Arrays.stream(request.rawQuery().split("&"))
        .filter(parameter -> SIGNATURE.stream().noneMatch(parameter::startsWith))
        .collect(Collectors.joining("&"));
  }
}
