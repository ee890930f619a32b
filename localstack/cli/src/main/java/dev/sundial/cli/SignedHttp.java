package dev.sundial.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Requests that no client of the SDK is needed for, signed with the SDK's own signer.
 *
 * @param keys who asks
 * @param region the signature's
 */
record SignedHttp(AwsCredentialsProvider keys, Region region) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** API Gateway answers within 29 s. */
  private static final Duration ANSWER = Duration.ofSeconds(35);

  /** An answer, whatever its status. */
  record Answer(SdkHttpResponse head, String body) {
    int status() {
      return head.statusCode();
    }

    boolean isStale() {
      return head.firstMatchingHeader("x-model-stale").filter("true"::equals).isPresent();
    }
  }

  /**
   * @param service signing name
   * @throws IOException when nobody answers
   */
  Answer post(String service, URI uri, String contentType, String body) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(uri)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", contentType)
            .build();
    SignedRequest signed = sign(service, request, ContentStreamProvider.fromUtf8String(body));
    return send(signed.request(), signed.payload().orElseThrow());
  }

  /**
   * The same with a token instead of a signature.
   *
   * @throws IOException when nobody answers
   */
  static Answer post(CallerToken token, URI uri, String contentType, String body)
      throws IOException {
    return send(
        SdkHttpRequest.builder()
            .uri(uri)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", contentType)
            .putHeader("Authorization", "Bearer " + token.text())
            .build(),
        ContentStreamProvider.fromUtf8String(body));
  }

  private static Answer send(SdkHttpRequest request, ContentStreamProvider body)
      throws IOException {
    try (SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .build()) {
      HttpExecuteResponse answer =
          http.prepareRequest(
                  HttpExecuteRequest.builder().request(request).contentStreamProvider(body).build())
              .call();
      try (InputStream in =
          answer.responseBody().map(b -> (InputStream) b).orElse(InputStream.nullInputStream())) {
        return new Answer(
            answer.httpResponse(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private SignedRequest sign(String service, SdkHttpRequest request, ContentStreamProvider body) {
    AwsCredentialsIdentity identity = keys.resolveIdentity().join();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(identity)
                    .request(request)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
  }
}
