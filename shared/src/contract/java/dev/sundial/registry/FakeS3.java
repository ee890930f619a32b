package dev.sundial.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket in memory, written with {@code If-None-Match: *} only. */
final class FakeS3 implements S3Client {
  private final Map<String, byte[]> objects = new HashMap<>();
  private Predicate<String> refused = key -> false;
  private int refusal;

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    if (!"*".equals(request.ifNoneMatch()) || request.checksumSHA256() == null) {
      throw new IllegalArgumentException("artefacts are written once, with their checksum");
    }
    if (objects.containsKey(request.key())) {
      throw answer(412);
    }
    try (InputStream in = body.contentStreamProvider().newStream()) {
      objects.put(request.key(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PutObjectResponse.builder().build();
  }

  @Override
  public synchronized <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    if (refused.test(request.key())) {
      throw answer(refusal);
    }
    byte[] bytes = objects.get(request.key());
    if (bytes == null) {
      throw answer(404);
    }
    GetObjectResponse response =
        GetObjectResponse.builder().contentLength((long) bytes.length).build();
    try {
      return transformer.transform(
          response, AbortableInputStream.create(new ByteArrayInputStream(bytes)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    return getObject(request, ResponseTransformer.toInputStream());
  }

  synchronized void replace(String key, byte[] bytes) {
    objects.put(key, bytes.clone());
  }

  /** From now on these keys' reads are answered with a status. */
  synchronized void refuse(Predicate<String> keys, int status) {
    refused = keys;
    refusal = status;
  }

  synchronized Set<String> keys() {
    return Set.copyOf(objects.keySet());
  }

  static S3Exception answer(int status) {
    return (S3Exception) S3Exception.builder().statusCode(status).message("HTTP " + status).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
