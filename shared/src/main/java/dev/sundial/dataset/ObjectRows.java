package dev.sundial.dataset;

import java.io.IOException;
import java.io.Reader;

/** The rows of one object on their way into the columns. */
sealed interface ObjectRows permits CsvRows, NdjsonRows {

  /**
   * Reads the rows; what is wrong with them becomes problems.
   *
   * @return whether the text was read to its end
   * @throws UnreadableException from the text, when its bytes are not what they should be
   * @throws IOException from the text
   */
  boolean read(Reader text) throws IOException;

  /** Where the row that is being read began. */
  long line();

  /** How many rows were added. */
  long rows();

  /** What an object lacks that was read to its end and told nothing; empty when nothing. */
  String missing();
}
