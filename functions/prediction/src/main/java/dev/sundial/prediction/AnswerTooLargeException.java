package dev.sundial.prediction;

import java.io.IOException;

/** An answer that Lambda could not carry: fewer rows at once would do. */
final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException() {
    super("the answer is longer than " + AnswerBuffer.MAX_BYTES + " bytes");
  }
}
