package dev.sundial.local.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decodes {@code aws-chunked} bodies, signed or not: chunks of {@code size[;chunk-signature=…]},
 * then trailing headers. Signatures are not checked; check sums among the trailers are the reader's
 * business.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Format</a>
 */
final class AwsChunks extends InputStream {

  private static final int LONGEST_LINE = 8192;

  private final InputStream in;
  private final Map<String, String> trailers = new TreeMap<>();
  private long left;
  private boolean first = true;
  private boolean ended;

  AwsChunks(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Trailing headers by lower-case name; complete once the end was read. */
  Map<String, String> trailers() {
    return Collections.unmodifiableMap(trailers);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw S3Errors.incompleteBody();
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw S3Errors.incompleteBody();
    }
    first = false;
    String size = line().split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw S3Errors.incompleteBody();
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      readTrailers();
      ended = true;
    }
  }

  private void readTrailers() throws IOException {
    for (String line = lastLine(); !line.isEmpty(); line = lastLine()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        trailers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
  }

  private String line() throws IOException {
    return line(false);
  }

  /** Some clients end the body without the empty line. */
  private String lastLine() throws IOException {
    return line(true);
  }

  private String line(boolean mayEnd) throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && mayEnd) {
        break;
      }
      if (b < 0 || line.length() > LONGEST_LINE) {
        throw S3Errors.incompleteBody();
      }
      line.append(new String(new byte[] {(byte) b}, StandardCharsets.ISO_8859_1));
    }
    return line.toString().strip();
  }
}
