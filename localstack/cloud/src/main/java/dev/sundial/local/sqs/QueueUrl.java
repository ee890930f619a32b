package dev.sundial.local.sqs;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of a queue, as clients give it back: {@code http://host/account/name}. */
final class QueueUrl {
  private static final Pattern FORM =
      Pattern.compile("https?://([^/?#]+)/(\\d{12})/([A-Za-z0-9_-]{1,80}(?:\\.fifo)?)");
  private static final Pattern AWS = Pattern.compile("sqs\\.([a-z0-9-]+)\\.amazonaws\\.com");

  private QueueUrl() {}

  /**
   * The name of the queue a URL means.
   *
   * @throws AwsError {@code InvalidAddress} when it is no URL of a queue, such as an ARN; {@code
   *     QueueDoesNotExist} when it is one of another account or region
   */
  static String nameOf(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw new AwsError(
          404, "InvalidAddress", "The address " + url + " is not valid for this endpoint.");
    }
    Matcher region = AWS.matcher(form.group(1));
    if (!form.group(2).equals(Account.ID)
        || (region.matches() && !region.group(1).equals(Account.REGION))) {
      throw SqsErrors.noQueue();
    }
    return form.group(3);
  }
}
