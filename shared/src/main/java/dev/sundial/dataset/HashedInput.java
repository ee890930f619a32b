package dev.sundial.dataset;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** An object's bytes on their way to the parser, counted and hashed: its own and all objects'. */
final class HashedInput extends FilterInputStream {
  private final Optional<MessageDigest> own;
  private final MessageDigest all;
  private final long promised;
  private long bytes;

  /**
   * @param first whether no other object was hashed before: then one hash does for both
   * @param promised length of the object; HttpURLConnection ends a stream that broke off as if it
   *     were whole
   */
  HashedInput(InputStream in, MessageDigest all, boolean first, long promised) {
    super(in);
    this.own = first ? Optional.empty() : Optional.of(sha256());
    this.all = all;
    this.promised = promised;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = in.read(into, from, length);
    if (count < 0 && bytes != promised) {
      throw new EOFException("the object broke off after " + bytes + " of " + promised + " bytes");
    }
    if (count > 0) {
      bytes += count;
      if (own.isPresent()) {
        own.get().update(into, from, count);
      }
      all.update(into, from, count);
    }
    return count;
  }

  long bytes() {
    return bytes;
  }

  /** Of every byte read so far; once. */
  String sha256Hex() {
    return HexFormat.of().formatHex(own.orElseGet(this::copyOfAll).digest());
  }

  private MessageDigest copyOfAll() {
    try {
      return (MessageDigest) all.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
