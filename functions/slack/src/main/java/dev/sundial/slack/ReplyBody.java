package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.net.URI;
import java.util.Locale;

/**
 * What an answer says, of which one word may be repeated.
 *
 * @param text its beginning, as it came
 * @param from who was asked; its address must not be repeated
 */
record ReplyBody(String text, WebhookAddress from) {
  private static final String UNTOLD = "…";

  /** How every webhook's path begins, and much like a word of Slack's, {@code no_service}. */
  private static final String PUBLIC = "/services/";

  private static final int LONGEST = 40;

  /** So many characters of the address are too many to tell. */
  private static final int TELLING = 4;

  /** Whether it is Slack's word for a message taken. */
  boolean isOk() {
    return text.strip().equals("ok");
  }

  /**
   * The first word, such as {@code invalid_blocks} or {@code <html>}: at most 40 characters of
   * printable ASCII. It is empty when nothing was said, and an ellipsis when it repeats some of the
   * address.
   */
  String word() {
    String word = text.strip().split("\\s+", 2)[0].replaceAll("[^!-~]", "?");
    return tells(word) ? UNTOLD : word.length() > LONGEST ? word.substring(0, LONGEST) : word;
  }

  private boolean tells(String word) {
    String secret = secret(from.uri());
    String said = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i + TELLING <= said.length(); i++) {
      if (secret.contains(said.substring(i, i + TELLING))) {
        return true;
      }
    }
    return false;
  }

  private static String secret(URI address) {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return (address.getRawPath() + query).toLowerCase(Locale.ROOT).replace(PUBLIC, "/");
  }

  /** Neither the text nor the address. */
  @Override
  public String toString() {
    return word();
  }
}
