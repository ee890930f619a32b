package dev.sundial.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A versioned bucket in memory that answers what reading a dataset asks, two keys a page. */
final class DataBucketFake implements S3Client {
  private static final int PAGE = 2;

  private final Map<String, byte[]> objects = new TreeMap<>();
  private final AtomicInteger served = new AtomicInteger();
  int aborted;
  int missing;
  @Nullable Long breaksAfter;

  DataBucketFake with(String key, String text) {
    return with(key, text.getBytes(StandardCharsets.UTF_8));
  }

  DataBucketFake with(String key, byte[] bytes) {
    objects.put(key, bytes);
    return this;
  }

  /** How many bytes were taken out of the bucket. */
  int served() {
    return served.get();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    List<String> keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(request.prefix()))
            .filter(
                key ->
                    request.continuationToken() == null
                        || key.compareTo(request.continuationToken()) > 0)
            .toList();
    List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
    boolean more = keys.size() > PAGE;
    return ListObjectsV2Response.builder()
        .contents(page.stream().map(key -> S3Object.builder().key(key).build()).toList())
        .isTruncated(more)
        .nextContinuationToken(more ? page.getLast() : null)
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    byte[] bytes = objects.get(request.key());
    if (bytes == null) {
      throw new IllegalArgumentException("no object " + request.key());
    }
    GetObjectResponse response =
        GetObjectResponse.builder()
            .versionId("version-of-" + request.key())
            .contentLength((long) bytes.length + missing)
            .build();
    return new ResponseInputStream<>(
        response, AbortableInputStream.create(counted(bytes), () -> aborted++));
  }

  private InputStream counted(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      private long read;

      @Override
      public synchronized int read(byte[] into, int from, int length) {
        if (breaksAfter != null && read >= breaksAfter) {
          throw new java.io.UncheckedIOException(new IOException("connection reset"));
        }
        int count = super.read(into, from, Math.min(length, 1000));
        read += Math.max(count, 0);
        served.addAndGet(Math.max(count, 0));
        return count;
      }
    };
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
