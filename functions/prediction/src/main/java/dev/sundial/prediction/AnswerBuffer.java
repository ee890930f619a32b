package dev.sundial.prediction;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of an answer, as many as Lambda carries back. */
final class AnswerBuffer extends OutputStream {
  /** Lambda's limit is 6 MB for the whole proxy response, escapes and all. */
  static final int MAX_BYTES = 6_000_000;

  private byte[] bytes = new byte[1024];
  private int size;

  @Override
  public void write(int octet) throws AnswerTooLargeException {
    makeRoom(1);
    bytes[size++] = (byte) octet;
  }

  @Override
  public void write(byte[] more, int from, int length) throws AnswerTooLargeException {
    makeRoom(length);
    System.arraycopy(more, from, bytes, size, length);
    size += length;
  }

  void reset() {
    size = 0;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Adds ASCII as it is. */
  void ascii(String text) throws AnswerTooLargeException {
    int length = text.length();
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  /** Adds another answer's JSON, which has no control characters, as what a JSON text holds. */
  void escaped(AnswerBuffer json) throws AnswerTooLargeException {
    makeRoom(json.size);
    for (int i = 0; i < json.size; i++) {
      byte octet = json.bytes[i];
      if (octet == '"' || octet == '\\') {
        makeRoom(json.size - i + 1);
        bytes[size++] = '\\';
      }
      bytes[size++] = octet;
    }
  }

  private void makeRoom(int length) throws AnswerTooLargeException {
    if (length > MAX_BYTES - size) {
      throw new AnswerTooLargeException();
    }
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
    }
  }
}
