package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Headers;
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
          "x-amz-expected-bucket-owner",
          "x-amz-request-payer",
          "x-amz-source-expected-bucket-owner",
          "x-amz-user-agent",
          "x-amz-decoded-content-length",
          "x-amz-trailer");

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+-\\d*|-\\d+)");

  /**
   * Reads a request, for whoever decides on it as for whoever does it.
   *
   * @throws dev.sundial.local.endpoint.AwsError when it asks for something that nothing here reads
   */
  static S3Call of(AwsRequest request) {
    S3Address address = S3Address.of(request);
    var call = new S3Call(request, address, S3OperationNames.of(request, address));
    S3Parameters.check(call);
    S3Headers.check(call);
    return call;
  }

  /** What is copied. */
  CopySource source() {
    return CopySource.parse(header(CopySource.HEADER).orElse(""));
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
    if (headers.containsKey(CopySource.HEADER)) {
      headers.put(CopySource.HEADER, List.of(source().text()));
    }
    String mode = request.query().first(S3Headers.CHECKSUM_MODE);
    if (mode != null) {
      headers.put(S3Headers.CHECKSUM_MODE, List.of(mode));
    }
    return headers;
  }

  Headers headers() {
    return new Headers(passedHeaders());
  }

  /** The query to pass on: without the signature of a presigned request. */
  String passedQuery() {
    return request.query().values().entrySet().stream()
        .filter(parameter -> !S3Parameters.isOfSignature(parameter.getKey()))
        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue().getFirst()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return S3Address.encode(value).replace("/", "%2F");
  }
}
