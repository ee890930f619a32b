package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

class DirectPredictionTest {
  private static final URI INVOCATIONS =
      URI.create(
          "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f/invocations?Qualifier=live");

  private final List<HttpExecuteRequest> requests = new ArrayList<>();
  private SdkHttpResponse head = SdkHttpResponse.builder().statusCode(200).build();
  private String body = "";

  private final class Http implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      requests.add(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(head)
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  private SignedPost.Reply predict() throws IOException {
    SignedPost post =
        new SignedPost(
            new Http(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s")),
            SignedPost.LAMBDA,
            "eu-west-1",
            Clock.fixed(Instant.parse("2026-11-20T04:00:00Z"), ZoneOffset.UTC));
    return new DirectPrediction(post, INVOCATIONS).predict(new ModelName("iris"), "{\"a\":0}");
  }

  @Test
  void asksTheFunctionAsTheApiWould() throws IOException {
    body =
        "{\"statusCode\":200,\"headers\":{\"X-Model-Version\":\"v1\"},\"isBase64Encoded\":false,"
            + "\"body\":\"{}\"}";
    assertThat(predict())
        .isEqualTo(new SignedPost.Reply(200, Map.of("x-model-version", "v1"), "{}"));
    HttpExecuteRequest request = requests.getFirst();
    assertThat(request.httpRequest().getUri()).isEqualTo(INVOCATIONS);
    assertThat(request.httpRequest().firstMatchingHeader("Authorization").orElseThrow())
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-west-1/lambda/aws4_request,");
    assertThat(
            new String(
                request.contentStreamProvider().orElseThrow().newStream().readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"resource\":\"/{proxy+}\",\"path\":\"/models/iris/predict\",\"httpMethod\":\"POST\","
                + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"{\\\"a\\\":0}\","
                + "\"isBase64Encoded\":false}");
  }

  @Test
  void tellsThatTheFunctionFailedOrMayNotBeAsked() throws IOException {
    body = "{\"errorMessage\":\"no\"}";
    head =
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("X-Amz-Function-Error", "Unhandled")
            .build();
    assertThat(predict()).isEqualTo(new SignedPost.Reply(502, Map.of(), body));
    head = SdkHttpResponse.builder().statusCode(403).build();
    assertThat(predict()).isEqualTo(new SignedPost.Reply(403, Map.of(), body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"statusCode\":\"200\"}", "not json"})
  void takesNothingElseForAnAnswer(String answer) {
    body = answer;
    assertThatThrownBy(this::predict).isInstanceOf(IOException.class);
  }
}
