package dev.sundial.freshness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Sends JSON to a service as a caller with credentials does: once, signed. */
final class SignedPost {
  static final String API = "execute-api";
  static final String LAMBDA = "lambda";
  private static final int MOST_BYTES = 64 * 1024;

  private final SdkHttpClient http;
  private final AwsCredentialsProvider signedBy;
  private final String service;
  private final String region;
  private final Clock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param service that signatures are for
   * @param clock dates the signatures
   */
  SignedPost(
      SdkHttpClient http,
      AwsCredentialsProvider signedBy,
      String service,
      String region,
      Clock clock) {
    this.http = http;
    this.service = service;
    this.signedBy = signedBy;
    this.region = region;
    this.clock = clock;
  }

  /**
   * What came back.
   *
   * @param headers names in lower case
   * @param body at most its first 64 KB
   */
  record Reply(int status, Map<String, String> headers, String body) {
    Reply {
      headers = Map.copyOf(headers);
    }

    static Reply of(SdkHttpResponse head, String body) {
      Map<String, String> headers = new HashMap<>();
      head.forEachHeader(
          (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      return new Reply(head.statusCode(), headers, body);
    }

    /**
     * @param name in lower case
     */
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * @throws IOException when no answer came
   */
  Reply send(URI to, String json) throws IOException {
    ContentStreamProvider body = ContentStreamProvider.fromUtf8String(json);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(to)
            .putHeader("Content-Type", "application/json")
            .putHeader(
                "Content-Length", Integer.toString(json.getBytes(StandardCharsets.UTF_8).length))
            .build();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(signedBy.resolveCredentials())
                    .request(request)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    HttpExecuteResponse response =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(signed.payload().orElse(body))
                    .build())
            .call();
    return Reply.of(response.httpResponse(), text(response.responseBody()));
  }

  private static String text(Optional<AbortableInputStream> body) throws IOException {
    if (body.isEmpty()) {
      return "";
    }
    try (InputStream in = body.get()) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }
}
