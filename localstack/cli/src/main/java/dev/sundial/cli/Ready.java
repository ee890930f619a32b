package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code up} says last.
 *
 * @param seconds since the launcher began
 * @param port of the AWS endpoint
 * @param apiPort of the deployed API's stage
 */
record Ready(double seconds, int port, int apiPort) {

  /** Whether a line of {@code up} is this one. */
  static boolean isIt(String line) {
    return line.startsWith("ready in ") || line.startsWith("{\"readyInSeconds\":");
  }

  String text() {
    return String.format(
        Locale.ROOT, "ready in %.1f s  %s  AWS endpoint and pages %s", seconds, api(), pages());
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("readyInSeconds", BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_EVEN));
    json.put("api", api());
    json.put("endpoint", local(port));
    json.put("pages", pages());
    return JsonWriter.write(json);
  }

  private String api() {
    return local(apiPort);
  }

  private String pages() {
    return local(port) + "/_sundial/";
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port;
  }
}
