package dev.sundial.local.signing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one text that everybody who signs or checks the same request arrives at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  /**
   * @param signedHeaders names in any case and order
   * @param presigned whether the signature is in the query, which is signed without it
   */
  static String of(Arrived request, List<String> signedHeaders, boolean presigned) {
    List<String> names =
        signedHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
    return String.join(
        "\n",
        request.method(),
        path(request.rawPath()),
        Query.parse(request.rawQuery()).canonical(presigned),
        names.stream()
            .map(name -> name + ":" + value(request.values(name)) + "\n")
            .collect(Collectors.joining()),
        String.join(";", names),
        Hash.hexSha256(request.body()));
  }

  /**
   * Without empty and relative segments, and encoded a second time: a percent sign of the path on
   * the wire becomes {@code %25}. Only S3 does neither.
   */
  private static String path(String rawPath) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : rawPath.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(PercentCoding.encode(segment));
      }
    }
    String path = "/" + String.join("/", segments);
    return rawPath.endsWith("/") && !segments.isEmpty() ? path + "/" : path;
  }

  /** Values in the order they came, each without space around it and with single spaces in it. */
  private static String value(List<String> values) {
    return values.stream()
        .map(value -> value.strip().replaceAll("\\s+", " "))
        .collect(Collectors.joining(","));
  }
}
