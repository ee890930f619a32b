package dev.sundial.lean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3's GetObject of a whole object by bucket and key; its checksums are not looked at. Every other
 * operation is refused.
 */
public final class LeanS3 implements S3Client {
  private final Endpoints endpoints;
  private final SignedHttp http;

  public LeanS3(Endpoints endpoints, SignedHttp http) {
    this.endpoints = endpoints;
    this.http = http;
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    try {
      SignedHttp.Reply reply =
          http.send(
              SdkHttpMethod.GET,
              endpoints.object(request.bucket(), request.key()),
              Map.of(),
              new byte[0]);
      if (!reply.ok()) {
        throw (S3Exception)
            S3Exception.builder()
                .statusCode(reply.status())
                .message(
                    reply.status()
                        + " "
                        + new String(reply.body().readAllBytes(), StandardCharsets.UTF_8))
                .build();
      }
      return transformer.transform(
          GetObjectResponse.builder()
              .contentLength(reply.connection().getContentLengthLong())
              .build(),
          AbortableInputStream.create(reply.body(), () -> reply.connection().disconnect()));
    } catch (IOException e) {
      throw SdkClientException.create("GetObject failed: " + e, e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw SdkClientException.create("GetObject failed: " + e, e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
