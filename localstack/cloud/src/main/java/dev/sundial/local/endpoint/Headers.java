package dev.sundial.local.endpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP headers, or query parameters: names to values in the order they came; names of headers
 * ignore case.
 */
public record Headers(Map<String, List<String>> values) {

  public Headers {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
  }

  public static Headers of(Map<String, String> single) {
    Map<String, List<String>> lists = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    single.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Headers(lists);
  }

  /** The first value, or null when the header is absent. */
  public @Nullable String first(String name) {
    List<String> list = values.get(name);
    return list == null || list.isEmpty() ? null : list.getFirst();
  }

  /** The first value, or the given one when the header is absent. */
  public String first(String name, String absent) {
    String value = first(name);
    return value == null ? absent : value;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }
}
