package dev.sundial.local.page;

import dev.sundial.local.endpoint.AwsResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files that pages load: a stylesheet, scripts, and the library that draws charts. */
final class Assets {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private final Map<String, AwsResponse> files =
      Map.of(
          address("style.css"), file("text/css; charset=utf-8", "style.css"),
          address("charts.js"), file(SCRIPT, "charts.js"),
          address("console.js"), file(SCRIPT, "console.js"),
          address("echarts.js"), file(SCRIPT, ECHARTS));

  /** Where a file is to be had. */
  static String address(String name) {
    return Pages.ROOT + "/" + name;
  }

  Optional<AwsResponse> find(String address) {
    return Optional.ofNullable(files.get(address));
  }

  private static AwsResponse file(String type, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return AwsResponse.of(200, type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
