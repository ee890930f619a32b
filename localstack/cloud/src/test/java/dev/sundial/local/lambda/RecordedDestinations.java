package dev.sundial.local.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Destinations that remember what they got, in the order it came; one of them takes nothing. */
final class RecordedDestinations implements Destinations {
  static final String BROKEN = "arn:aws:sqs:us-east-1:000000000000:broken";

  final List<String> sent = new CopyOnWriteArrayList<>();

  @Override
  public boolean reaches(String arn) {
    return arn.startsWith("arn:aws:sqs:") || arn.startsWith("arn:aws:sns:");
  }

  @Override
  public void invocationRecord(String arn, String functionArn, boolean succeeded, String json) {
    if (arn.equals(BROKEN)) {
      throw new IllegalStateException("no such queue");
    }
    sent.add(arn + " " + (succeeded ? "success" : "failure") + " " + functionArn + " " + json);
  }

  @Override
  public void deadLetter(
      String arn,
      String functionArn,
      String payload,
      String requestId,
      int errorCode,
      String errorMessage) {
    sent.add(arn + " dead " + payload + " " + errorCode + " " + errorMessage);
  }
}
