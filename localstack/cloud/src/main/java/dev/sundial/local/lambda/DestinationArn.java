package dev.sundial.local.lambda;

import dev.sundial.local.stack.Pending;

/** ARNs that can be a destination: a queue, a topic, a function or an event bus. */
final class DestinationArn {
  private DestinationArn() {}

  static boolean isSupported(String arn) {
    return Pending.in(arn)
        || arn.matches("arn:aws:(sqs|sns|lambda):[a-z0-9-]+:\\d{12}:.+")
        || arn.matches("arn:aws:events:[a-z0-9-]+:\\d{12}:event-bus/.+");
  }
}
