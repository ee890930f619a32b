package dev.sundial.scoring;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the parts of a scorer, big-endian; the mirror of {@link ScorerInput}. */
final class ScorerOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  void octet(byte value) {
    bytes.write(value);
  }

  void integer(int value) {
    try {
      out.writeInt(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void shortInteger(short value) {
    try {
      out.writeShort(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void number(double value) {
    try {
      out.writeDouble(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void numbers(double[] values) {
    numbers(values, 0, values.length);
  }

  void numbers(double[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      number(values[i]);
    }
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    integer(utf8.length);
    bytes.writeBytes(utf8);
  }

  void texts(List<String> texts) {
    integer(texts.size());
    texts.forEach(this::text);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
