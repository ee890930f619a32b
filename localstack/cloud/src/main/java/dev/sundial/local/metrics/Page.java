package dev.sundial.local.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one series that follow each other, as they are kept on the shelf together. In
 * memory only while they are used. Not safe for concurrent use.
 */
final class Page {
  private static final int BUCKET_BYTES = 120;
  private static final int VALUE_BYTES = 16;

  private final Resolution resolution;
  private final int number;
  private Bucket @Nullable [] slots;
  private boolean dirty;
  private long used;

  /**
   * @param number of the page since the epoch
   */
  Page(Resolution resolution, int number) {
    this.resolution = resolution;
    this.number = number;
  }

  Resolution resolution() {
    return resolution;
  }

  int number() {
    return number;
  }

  boolean isLoaded() {
    return slots != null;
  }

  boolean isDirty() {
    return dirty;
  }

  /** When it was used last, by the clock of the store's flushes. */
  long used() {
    return used;
  }

  /** What is known of it, with a note that somebody wanted it. */
  @Nullable Bucket[] open(long now) {
    used = now;
    @Nullable Bucket[] open = slots;
    if (open == null) {
      open = new Bucket[resolution.slots()];
      slots = open;
    }
    return open;
  }

  /** The bucket of a slot, made when missing, to be written to. */
  Bucket write(int slot, long now) {
    @Nullable Bucket[] open = open(now);
    Bucket bucket = open[slot];
    if (bucket == null) {
      bucket = new Bucket();
      open[slot] = bucket;
    }
    dirty = true;
    return bucket;
  }

  void unload() {
    slots = null;
  }

  void written() {
    dirty = false;
  }

  /** Bytes it takes in memory, about. */
  int weight() {
    @Nullable Bucket[] open = slots;
    if (open == null) {
      return 0;
    }
    int bytes = 4 * open.length;
    for (Bucket bucket : open) {
      bytes += bucket == null ? 0 : BUCKET_BYTES + VALUE_BYTES * bucket.size();
    }
    return bytes;
  }

  byte[] encoded(long now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    @Nullable Bucket[] open = open(now);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int slot = 0; slot < open.length; slot++) {
        Bucket bucket = open[slot];
        if (bucket != null) {
          out.writeShort(slot);
          write(bucket, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Bucket bucket, DataOutputStream out) throws IOException {
    out.writeDouble(bucket.sum());
    out.writeDouble(bucket.least());
    out.writeDouble(bucket.greatest());
    out.writeDouble(bucket.count());
    out.writeBoolean(bucket.isRanked());
    out.writeByte(bucket.lostBits());
    out.writeShort(bucket.size());
    for (int i = 0; i < bucket.size(); i++) {
      out.writeDouble(bucket.value(i));
      out.writeDouble(bucket.countOf(i));
    }
  }

  void decode(byte[] bytes, long now) {
    @Nullable Bucket[] open = open(now);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        int slot = in.readShort();
        Bucket bucket = new Bucket();
        bucket.restore(
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readDouble(),
            in.readBoolean(),
            in.readByte());
        for (int left = in.readShort(); left > 0; left--) {
          bucket.restoreValue(in.readDouble(), in.readDouble());
        }
        open[slot] = bucket;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
