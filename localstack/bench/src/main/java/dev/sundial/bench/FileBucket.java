package dev.sundial.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket that holds one file, so that no network is measured: pandas reads the same file.
 *
 * @param file the object
 * @param prefix of its key
 */
record FileBucket(Path file, String prefix) implements S3Client {

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return ListObjectsV2Response.builder()
        .contents(S3Object.builder().key(prefix + file.getFileName()).build())
        .isTruncated(false)
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    try {
      return new ResponseInputStream<>(
          GetObjectResponse.builder().contentLength(Files.size(file)).build(),
          AbortableInputStream.create(Files.newInputStream(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
