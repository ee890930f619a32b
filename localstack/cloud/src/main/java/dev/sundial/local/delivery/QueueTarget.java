package dev.sundial.local.delivery;

import dev.sundial.local.sqs.Queues;
import java.util.Map;

/** SQS queues. */
public final class QueueTarget implements Target {
  private final Queues queues;

  public QueueTarget(Queues queues) {
    this.queues = queues;
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public String action() {
    return "sqs:SendMessage";
  }

  @Override
  public void deliver(Parcel parcel) {
    queues.send(Queues.nameOf(parcel.target()), parcel.payloadNow(), Map.of());
  }
}
