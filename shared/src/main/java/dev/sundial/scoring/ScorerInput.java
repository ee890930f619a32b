package dev.sundial.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the parts of a scorer, big-endian. Nothing is allocated for a count before the bytes it
 * promises are known to be there.
 */
final class ScorerInput {
  private final ByteBuffer bytes;

  ScorerInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  byte octet() throws MalformedArtefactException {
    need(Byte.BYTES);
    return bytes.get();
  }

  int integer() throws MalformedArtefactException {
    need(Integer.BYTES);
    return bytes.getInt();
  }

  short shortInteger() throws MalformedArtefactException {
    need(Short.BYTES);
    return bytes.getShort();
  }

  /** A finite number of single precision. */
  float single() throws MalformedArtefactException {
    float value = Float.intBitsToFloat(integer());
    if (!Float.isFinite(value)) {
      throw new MalformedArtefactException("holds a number that is not finite");
    }
    return value;
  }

  /** A count of things that take at least {@code least} bytes each. */
  int count(String what, int max, int least) throws MalformedArtefactException {
    int count = integer();
    if (count < 0 || count > max) {
      throw new MalformedArtefactException(
          "must have at most " + max + " " + what + ", has " + count);
    }
    need((long) count * least);
    return count;
  }

  /** A finite number. */
  double number() throws MalformedArtefactException {
    need(Double.BYTES);
    double value = bytes.getDouble();
    if (!Double.isFinite(value)) {
      throw new MalformedArtefactException("holds a number that is not finite");
    }
    return value;
  }

  double[] numbers(long count) throws MalformedArtefactException {
    need(count * Double.BYTES);
    double[] values = new double[Math.toIntExact(count)];
    numbers(values);
    return values;
  }

  void numbers(double[] into) throws MalformedArtefactException {
    for (int i = 0; i < into.length; i++) {
      into[i] = number();
    }
  }

  /** A text: its length in bytes, then strict UTF-8. */
  String text() throws MalformedArtefactException {
    int length = count("bytes in a name", FeatureSchema.MAX_NAME_BYTES, 1);
    ByteBuffer text = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedArtefactException("holds a name that is not UTF-8");
    }
  }

  List<String> texts(String what, int max) throws MalformedArtefactException {
    int count = count(what, max, Integer.BYTES);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  void end() throws MalformedArtefactException {
    if (bytes.hasRemaining()) {
      throw new MalformedArtefactException("goes on for " + bytes.remaining() + " bytes");
    }
  }

  private void need(long count) throws MalformedArtefactException {
    if (bytes.remaining() < count) {
      throw new MalformedArtefactException(
          "ends " + (count - bytes.remaining()) + " bytes too early");
    }
  }
}
