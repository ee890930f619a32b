package dev.sundial.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks the pages, without a server. */
record PageClient(Pages pages) {

  AwsResponse get(String pathAndQuery) throws Exception {
    return send("GET", pathAndQuery, "");
  }

  AwsResponse send(String method, String pathAndQuery, String body) throws Exception {
    String[] parts = pathAndQuery.split("\\?", 2);
    return pages.handle(
        new AwsRequest(
            "id",
            method,
            "/_sundial" + parts[0],
            parts.length > 1 ? parts[1] : "",
            new Headers(Map.of()),
            new Caller.Administrator("test"),
            "us-east-1",
            new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
  }

  String html(String path) throws Exception {
    return text(get(path));
  }

  JsonNode json(String path) throws Exception {
    return Pages.MAPPER.readTree(text(get(path)));
  }

  static String text(AwsResponse response) {
    return switch (response.body()) {
      case AwsResponse.Body.Bytes bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8);
      case AwsResponse.Body.Streamed streamed -> throw new AssertionError("streamed");
    };
  }
}
