package dev.sundial.local.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of a request with their values, such as {@code s3:prefix}. Names are compared
 * without regard to case, as AWS does.
 *
 * @param values by name in lower case
 */
public record Facts(Map<String, List<String>> values) {
  private static final Facts NONE = new Facts(Map.of());

  public Facts {
    values = Map.copyOf(values);
  }

  public static Facts none() {
    return NONE;
  }

  /** These and one more. */
  public Facts with(String key, List<String> texts) {
    Map<String, List<String>> more = new HashMap<>(values);
    more.put(key.toLowerCase(Locale.ROOT), List.copyOf(texts));
    return new Facts(more);
  }

  /** These and one more, unless it is null. */
  public Facts with(String key, @Nullable String text) {
    return text == null ? this : with(key, List.of(text));
  }

  /** Both; the other's where both know a key. */
  public Facts and(Facts other) {
    Map<String, List<String>> more = new HashMap<>(values);
    more.putAll(other.values);
    return new Facts(more);
  }

  /** The values of a key; null when the request does not have it. */
  public @Nullable List<String> get(String key) {
    return values.get(key.toLowerCase(Locale.ROOT));
  }
}
