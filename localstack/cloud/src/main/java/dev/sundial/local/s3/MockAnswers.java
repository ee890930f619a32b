package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsResponse.Body;
import dev.sundial.local.endpoint.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What S3Mock answers otherwise than S3 does, put right. */
final class MockAnswers {
  private static final int PARTIAL_CONTENT = 206;
  private static final String CHECKSUM = "x-amz-checksum-";
  private static final String CHECKSUM_TYPE = CHECKSUM + "type";

  private MockAnswers() {}

  /**
   * An object's headers. A check sum is of the whole object, and so not told with a part of it;
   * whole ones are told apart from those of the parts of an upload, which end in their number.
   */
  static AwsResponse object(AwsResponse answer) {
    Map<String, List<String>> headers = headers(answer);
    if (answer.status() == PARTIAL_CONTENT) {
      headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(CHECKSUM));
    }
    headers.entrySet().stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).startsWith(CHECKSUM))
        .filter(header -> !header.getKey().equalsIgnoreCase(CHECKSUM_TYPE))
        .findFirst()
        .map(header -> header.getValue().getFirst().contains("-") ? "COMPOSITE" : "FULL_OBJECT")
        .ifPresent(type -> headers.putIfAbsent(CHECKSUM_TYPE, List.of(type)));
    headers.putIfAbsent(ObjectOperations.ENCRYPTION, List.of(ObjectOperations.AES));
    return new AwsResponse(answer.status(), new Headers(headers), answer.body());
  }

  /** A write; its size is told for directory buckets only. */
  static AwsResponse written(AwsResponse answer) {
    Map<String, List<String>> headers = headers(answer);
    headers.remove("x-amz-object-size");
    return new AwsResponse(answer.status(), new Headers(headers), answer.body());
  }

  /** An object without tags has an empty set of them. */
  static AwsResponse tagging(AwsResponse answer) {
    return edited(
        answer,
        text ->
            text.contains("<TagSet")
                ? text
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Tagging xmlns=\""
                    + BucketOperations.NAMESPACE
                    + "\"><TagSet/></Tagging>");
  }

  /** S3 knows no fractions of a second. */
  static AwsResponse wholeSeconds(AwsResponse answer) {
    return edited(answer, MockAnswers::wholeSeconds);
  }

  static String wholeSeconds(String text) {
    return text.replaceAll("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z", "$1.000Z");
  }

  /**
   * Of a multipart upload: S3Mock tells its own address and name.
   *
   * @param host that the caller spoke to
   */
  static AwsResponse upload(AwsResponse answer, String host) {
    return edited(
        answer,
        text ->
            wholeSeconds(text)
                .replaceAll("<Location>https?://[^/<]+/", "<Location>http://" + host + "/")
                .replace("<DisplayName>s3-mock-file-store</DisplayName>", ""));
  }

  private static AwsResponse edited(AwsResponse answer, UnaryOperator<String> edit) {
    Map<String, List<String>> headers = headers(answer);
    headers.remove("Content-Length");
    String text = new String(document(answer), StandardCharsets.UTF_8);
    return new AwsResponse(
        answer.status(),
        new Headers(headers),
        new Body.Bytes(edit.apply(text).getBytes(StandardCharsets.UTF_8)));
  }

  /** The body of an answer that is a small document, whose length S3Mock need not have told. */
  static byte[] document(AwsResponse answer) {
    return switch (answer.body()) {
      case Body.Bytes body -> body.bytes();
      case Body.Streamed streamed -> {
        var out = new ByteArrayOutputStream();
        try {
          streamed.writer().writeTo(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield out.toByteArray();
      }
    };
  }

  private static Map<String, List<String>> headers(AwsResponse answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().values());
    return headers;
  }
}
