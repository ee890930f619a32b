package dev.sundial.prediction;

import java.io.IOException;
import java.io.OutputStream;

/** A prediction that is asked for: its rows, and how the answer is to look. */
interface Question {
  RowBatch rows();

  /**
   * Writes the answer.
   *
   * @throws Refusal 413 when it would be too large
   */
  void answer(Scored scored, OutputStream body) throws IOException, Refusal;
}
