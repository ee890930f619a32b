package dev.sundial.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The lines of a text, one after the other in one buffer. A line ends with a line feed or with the
 * text; a carriage return before it is part of the line.
 */
final class TextLines {
  /** Longest line, in characters. */
  static final int LONGEST = 1024 * 1024;

  private static final int FIRST = 32 * 1024;

  private final Reader in;
  private char[] buffer = new char[FIRST];
  private int from;
  private int to;
  private int read;
  private boolean ended;
  private long number;

  TextLines(Reader in) {
    this.in = in;
  }

  /** Characters of the current line are in here; valid until the next one. */
  char[] buffer() {
    return buffer;
  }

  /** Where the current line begins. */
  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  /** Of the current line, from 1. */
  long number() {
    return number;
  }

  /**
   * Goes to the next line; false when there is none.
   *
   * @throws UnreadableException when it is too long
   */
  boolean next() throws IOException {
    from = number == 0 ? 0 : Math.min(to + 1, read);
    number++;
    to = from;
    while (true) {
      while (to < read && buffer[to] != '\n') {
        to++;
      }
      if (to - from > LONGEST) {
        throw new UnreadableException("holds a line longer than " + LONGEST + " characters");
      }
      if (to < read) {
        return true;
      }
      if (ended || !fill()) {
        return to > from;
      }
    }
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, read - from);
      read -= from;
      to -= from;
      from = 0;
    } else if (read == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, read, buffer.length - read);
    ended = count < 0;
    read += Math.max(count, 0);
    return !ended;
  }
}
