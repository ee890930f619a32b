package dev.sundial.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Characters of a UTF-8 stream; a byte order mark at its start is skipped. Malformed bytes are an
 * error, and every character before them is given out first, so that a parser knows the line.
 */
final class StrictUtf8 extends Reader {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private final boolean unpacked;
  private boolean begun;
  private boolean ended;
  private @Nullable UnreadableException malformed;

  /**
   * @param unpacked whether the stream comes out of a compressed one
   */
  StrictUtf8(InputStream in, boolean unpacked) {
    this.in = in;
    this.unpacked = unpacked;
  }

  @Override
  public int read(char[] into, int from, int length) throws IOException {
    if (malformed != null) {
      throw malformed;
    }
    if (!begun) {
      begin();
    }
    CharBuffer out = CharBuffer.wrap(into, from, length).slice();
    while (true) {
      CoderResult result = decoder.decode(bytes, out, ended);
      if (result.isError()) {
        malformed = new UnreadableException("holds bytes that are not UTF-8");
        if (out.position() == 0) {
          throw malformed;
        }
      }
      if (out.position() > 0) {
        return out.position();
      }
      if (result.isOverflow()) {
        throw new IllegalArgumentException("length must be at least 2, was " + length);
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void begin() throws IOException {
    begun = true;
    while (bytes.remaining() < 3 && !ended) {
      fill();
    }
    int first = octet(0);
    int second = octet(1);
    if (first == 0xEF && second == 0xBB && octet(2) == 0xBF) {
      bytes.position(bytes.position() + 3);
    } else if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      throw new UnreadableException("is UTF-16; save it as UTF-8");
    } else if (first == 0x1F && second == 0x8B) {
      throw new UnreadableException(
          unpacked
              ? "is compressed twice; compress it once"
              : "is compressed with gzip; let its key end in .gz");
    } else if (first == 'P' && second == 'K' && octet(2) == 3) {
      throw new UnreadableException("is a zip archive or a spreadsheet; store its text");
    }
  }

  /** A byte not yet decoded; -1 when there are not so many. */
  private int octet(int index) {
    return index < bytes.remaining() ? bytes.get(bytes.position() + index) & 0xFF : -1;
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0));
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
