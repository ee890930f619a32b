package dev.sundial.local.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes {@code a=1&b=2}, as in a query string or a form body. */
public final class Queries {

  private Queries() {}

  public static Headers parse(String raw) {
    return new Headers(pairs(raw));
  }

  /** Names (their case kept) to values, in the order they came. */
  public static Map<String, List<String>> pairs(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String part : raw.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = decode(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : decode(part.substring(equals + 1));
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "InvalidQueryParameter", "Malformed percent-encoding in " + text);
    }
  }
}
