package dev.sundial.local.page;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Headers;
import java.util.Optional;

/** One page. */
interface Page {

  /**
   * @param rest the path after the page's own name, without slashes around it; empty for the page
   *     itself
   * @param query the decoded query
   * @return empty when there is no such thing
   * @throws AwsError 400 for a query that makes no sense
   */
  Optional<View> view(String rest, Headers query);

  /** A whole number of the query within bounds. */
  static int number(Headers query, String name, int absent, int max) {
    String text = query.first(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new AwsError(400, "BadRequest", name + " must be from 1 to " + max + ", was " + text);
  }
}
