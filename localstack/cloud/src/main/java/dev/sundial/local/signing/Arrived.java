package dev.sundial.local.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire, before anybody changed a header.
 *
 * @param rawPath percent-encoded, starting with a slash
 * @param rawQuery percent-encoded, without the question mark; empty when there is none
 * @param headers names in any case, values in the order they came
 */
public record Arrived(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    byte[] body) {

  /** All values of a header, its case ignored. */
  List<String> values(String header) {
    List<String> values = new ArrayList<>();
    headers.forEach(
        (name, of) -> {
          if (name.equalsIgnoreCase(header)) {
            values.addAll(of);
          }
        });
    return values;
  }

  Optional<String> header(String name) {
    return values(name).stream().findFirst();
  }
}
