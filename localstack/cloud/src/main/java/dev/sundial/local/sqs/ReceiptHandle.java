package dev.sundial.local.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one receipt of a message: the handle of an earlier receipt no longer deletes it, as with
 * AWS.
 *
 * @param queue number of the queue
 * @param sequence of the message in it
 * @param receives which receipt, from 1
 */
record ReceiptHandle(long queue, long sequence, int receives) {
  private static final Pattern FORM = Pattern.compile("sundial:(\\d{1,18}):(\\d{1,18}):(\\d{1,9})");

  String encoded() {
    String text = "sundial:" + queue + ":" + sequence + ":" + receives;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  static Optional<ReceiptHandle> parse(String handle) {
    try {
      String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.US_ASCII);
      Matcher form = FORM.matcher(text);
      return form.matches()
          ? Optional.of(
              new ReceiptHandle(
                  Long.parseLong(form.group(1)),
                  Long.parseLong(form.group(2)),
                  Integer.parseInt(form.group(3))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
