package dev.sundial.local.testing;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests as the endpoint hands them to services, of the administrator. */
public final class SentRequest {
  private SentRequest() {}

  /** In awsJson; the body may be written with single quotes. */
  public static AwsRequest json(String target, String body) {
    return of("POST", "/", "", Map.of("X-Amz-Target", target), body.replace('\'', '"'));
  }

  /** In the query protocol. */
  public static AwsRequest form(String body) {
    return of("POST", "/", "", Map.of("Content-Type", "application/x-www-form-urlencoded"), body);
  }

  /** Without a body. */
  public static AwsRequest rest(String method, String path, String query) {
    return of(method, path, query, Map.of(), "");
  }

  /** Any request. */
  public static AwsRequest of(
      String method, String path, String query, Map<String, String> headers, String body) {
    return new AwsRequest(
        "id",
        method,
        path,
        query,
        Headers.of(headers),
        new Caller.Administrator("key"),
        "us-east-1",
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
