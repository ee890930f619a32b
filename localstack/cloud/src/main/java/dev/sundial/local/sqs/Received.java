package dev.sundial.local.sqs;

/** A message as a receiver gets it. */
record Received(StoredMessage message, Visibility visibility, ReceiptHandle handle) {}
