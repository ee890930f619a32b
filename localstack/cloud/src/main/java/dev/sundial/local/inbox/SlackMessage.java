package dev.sundial.local.inbox;

import java.time.Instant;

/**
 * What somebody posted to the webhook.
 *
 * @param id ids of later messages come later
 * @param at virtual time
 * @param status of the answer
 * @param outcome the answer's text, such as {@code ok} or {@code invalid_blocks}
 * @param note why, where Slack does not say; may be empty
 * @param body as it was sent
 */
public record SlackMessage(
    String id, Instant at, int status, String outcome, String note, String body) {

  /** Whether a reader sees it. */
  public boolean isShown() {
    return status == 200;
  }
}
