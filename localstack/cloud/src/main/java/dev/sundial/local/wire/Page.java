package dev.sundial.local.wire;

import dev.sundial.local.endpoint.AwsError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list, in the order of its items' keys, which are unique. The token of the next one
 * stands for the last key that was told, so that a list may change between two pages.
 *
 * @param next token of what follows; empty when nothing does
 */
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param token of an earlier page; empty for the first
   * @param most items
   * @param refusal when the token is none of ours
   */
  public static <T> Page<T> of(
      List<T> all, Function<T, String> key, String token, int most, AwsError refusal) {
    String after = token.isEmpty() ? "" : PageToken.place(token, refusal);
    List<T> left =
        all.stream()
            .filter(item -> key.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(key))
            .toList();
    return left.size() <= most
        ? new Page<>(left, Optional.empty())
        : new Page<>(
            left.subList(0, most), Optional.of(PageToken.of(key.apply(left.get(most - 1)))));
  }
}
