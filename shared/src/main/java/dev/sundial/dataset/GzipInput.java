package dev.sundial.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) as strictly as it is written down: every member, one after the other,
 * each with its checksum and length; nothing else before, between or after them. {@link
 * java.util.zip.GZIPInputStream} takes whatever follows a member for the end.
 *
 * <p>What unpacks to more than {@value #MOST_RATIO} times its size is refused as a bomb, once it is
 * more than {@value #GRACE} bytes: tables shrink to a tenth, seldom to a thirtieth, while zeros
 * shrink to a thousandth.
 */
final class GzipInput extends InputStream {
  /** Most bytes that one packed byte may unpack to, counted over the object so far. */
  static final int MOST_RATIO = 100;

  /** As much is unpacked before the ratio counts. */
  static final long GRACE = 1024 * 1024;

  private static final int BUFFER = 64 * 1024;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int at;
  private int end;
  private long packedBefore;
  private long unpacked;
  private boolean inMember;
  private boolean begun;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    try {
      while (true) {
        if (!inMember && !beginMember()) {
          return -1;
        }
        int count = inflater.inflate(into, from, length);
        if (count > 0) {
          checksum.update(into, from, count);
          unpacked += count;
          requireNoBomb();
          return count;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsInput()) {
          feed();
        } else {
          throw damaged();
        }
      }
    } catch (DataFormatException e) {
      throw damaged();
    }
  }

  private void feed() throws IOException {
    if (!fill()) {
      throw brokenOff();
    }
    inflater.setInput(packed, at, end - at);
    at = end;
  }

  private void requireNoBomb() throws IOException {
    if (unpacked > GRACE && unpacked / MOST_RATIO > packedBefore + inflater.getBytesRead()) {
      throw new UnreadableException(
          "unpacks to more than " + MOST_RATIO + " times its size; store it unpacked");
    }
  }

  /** Reads a member's header; false at the end of everything. */
  private boolean beginMember() throws IOException {
    if (at == end && !fill()) {
      return false;
    }
    if (octet() != 0x1F || !hasMore() || octet() != 0x8B) {
      throw new UnreadableException(
          begun
              ? "has bytes after its gzip data that are not gzip"
              : "is not gzip, although its key ends in .gz");
    }
    begun = true;
    checksum.reset();
    checksum.update(0x1F);
    checksum.update(0x8B);
    int method = counted();
    int flags = counted();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw damaged();
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(counted() | counted() << 8);
    }
    for (int texts = Integer.bitCount(flags & (NAME | COMMENT)); texts > 0; ) {
      texts -= counted() == 0 ? 1 : 0;
    }
    int expected = (int) checksum.getValue() & 0xFFFF;
    if ((flags & HEADER_CHECKSUM) != 0 && (octet() | octet() << 8) != expected) {
      throw damaged();
    }
    checksum.reset();
    inflater.reset();
    inflater.setInput(packed, at, end - at);
    at = end;
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    long length = inflater.getBytesWritten();
    packedBefore += inflater.getBytesRead();
    if (number() != checksum.getValue() || number() != (length & 0xFFFF_FFFFL)) {
      throw damaged();
    }
    inMember = false;
  }

  private void skip(int octets) throws IOException {
    for (int i = 0; i < octets; i++) {
      counted();
    }
  }

  /** An octet that a header's checksum covers. */
  private int counted() throws IOException {
    int octet = octet();
    checksum.update(octet);
    return octet;
  }

  private long number() throws IOException {
    return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
  }

  private int octet() throws IOException {
    if (!hasMore()) {
      throw brokenOff();
    }
    packedBefore++;
    return packed[at++] & 0xFF;
  }

  private boolean hasMore() throws IOException {
    return at < end || fill();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(in.read(packed, 0, BUFFER), 0);
    return end > 0;
  }

  private static UnreadableException brokenOff() {
    return new UnreadableException("its gzip data breaks off; store it again");
  }

  private static UnreadableException damaged() {
    return new UnreadableException("its gzip data is damaged; store it again");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
