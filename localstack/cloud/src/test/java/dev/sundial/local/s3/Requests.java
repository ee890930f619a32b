package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Requests as the endpoint would hand them over. */
final class Requests {

  private Requests() {}

  static AwsRequest of(
      String method, String path, String query, Map<String, String> headers, String body) {
    Map<String, String> all = new TreeMap<>(headers);
    all.putIfAbsent("Host", "127.0.0.1:4566");
    return new AwsRequest(
        "id",
        method,
        path,
        query,
        Headers.of(all),
        new Caller.Administrator("key"),
        "us-east-1",
        new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
