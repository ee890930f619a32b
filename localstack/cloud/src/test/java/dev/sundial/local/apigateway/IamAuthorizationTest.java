package dev.sundial.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.apigateway.RestApi.MethodTarget;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

final class IamAuthorizationTest {
  private static final String API = "abcdefghij";
  private static final String ROW = "{\"a\":1}";
  private static final String MISMATCH =
      "{\"message\":\"The request signature we calculated does not match the signature you"
          + " provided. Check your AWS Secret Access Key and signing method. Consult the service"
          + " documentation for details.\"}";

  private final HandClock clock = new HandClock("2026-11-20T03:15:00Z");
  private final RestApis apis = new RestApis(StateStore.inMemory(), clock);
  private final List<JsonNode> events = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    apis.create(API, "api", "", List.of());
    apis.putResource(API, "proxy1", RestApis.rootOf(API), "{proxy+}");
    apis.putMethod(API, "proxy1", "ANY", MethodTarget.of("arn", Authorization.AWS_IAM));
    apis.deploy(API, "deploy", "");
    apis.putStage(
        API, new ApiStage("local", "deploy", "", Map.of(), -1, -1, "", "", clock.instant()));
    server =
        new ApiServer(
            0,
            apis,
            (function, source, event, patience) -> answer(event),
            SigningFixture.authorization(),
            (group, stream, at, line) -> {},
            (metric, unit, at, value) -> {});
    server.start();
  }

  private ProxyTarget.Answer answer(byte[] event) {
    try {
      events.add(new ObjectMapper().readTree(event));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new ProxyTarget.Answer.Returned(
        "{\"statusCode\":200,\"body\":\"hello\"}".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    client.close();
  }

  private SdkHttpRequest.Builder request(String method, String target) {
    return SigningFixture.request(method, URI.create("http://127.0.0.1:" + server.port() + target));
  }

  private HttpResponse<String> send(SdkHttpRequest request, String body) throws Exception {
    return client.send(SigningFixture.sent(request, body), BodyHandlers.ofString());
  }

  private HttpResponse<String> signedBy(AwsCredentialsIdentity keys) throws Exception {
    return send(SigningFixture.sign(keys, request("POST", "/models/iris/predict"), ROW), ROW);
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-amzn-ErrorType").orElse("");
  }

  @Test
  void answersWhoSignsAndMay() throws Exception {
    assertThat(signedBy(SigningFixture.ADMINISTRATOR).statusCode()).isEqualTo(200);
    assertThat(signedBy(SigningFixture.ROLE).body()).isEqualTo("hello");
    assertThat(events).hasSize(2);
    JsonNode identity = events.getLast().at("/requestContext/identity");
    assertThat(identity.path("accessKey").asText()).isEqualTo("ASIAROLE");
    assertThat(identity.path("accountId").asText()).isEqualTo("000000000000");
    assertThat(identity.path("userArn").asText()).isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(identity.path("cognitoIdentityId").isNull()).isTrue();
  }

  @Test
  void refusesWhoDoesNotSign() throws Exception {
    HttpResponse<String> answer = send(request("POST", "/predict").build(), ROW);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(type(answer)).isEqualTo("MissingAuthenticationTokenException");
    assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(events).isEmpty();
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    HttpResponse<String> answer = signedBy(AwsCredentialsIdentity.create("test", "tset"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(type(answer)).isEqualTo("InvalidSignatureException");
    assertThat(answer.body()).isEqualTo(MISMATCH);
    assertThat(events).isEmpty();
  }

  @Test
  void refusesWhatWasChangedAfterItWasSigned() throws Exception {
    SdkHttpRequest signed =
        SigningFixture.sign(SigningFixture.ROLE, request("POST", "/models/iris/predict"), ROW);

    assertThat(send(signed, "{\"a\":2}").body()).isEqualTo(MISMATCH);
    assertThat(send(signed.toBuilder().encodedPath("/models/solar/predict").build(), ROW).body())
        .isEqualTo(MISMATCH);
    assertThat(send(signed.toBuilder().putRawQueryParameter("a", "b").build(), ROW).body())
        .isEqualTo(MISMATCH);
    assertThat(send(signed.toBuilder().putHeader("Content-Type", "text/csv").build(), ROW).body())
        .isEqualTo(MISMATCH);
    assertThat(events).isEmpty();
  }

  @Test
  void refusesKeysThatAreNobodysOrOverOrHaveAnotherToken() throws Exception {
    for (AwsCredentialsIdentity keys :
        List.of(
            AwsSessionCredentialsIdentity.create("ASIANOBODY", "x", "y"),
            AwsCredentialsIdentity.create("ASIAROLE", "a/secret+"),
            AwsSessionCredentialsIdentity.create("ASIAROLE", "a/secret+", "another"))) {
      HttpResponse<String> answer = signedBy(keys);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(type(answer)).isEqualTo("UnrecognizedClientException");
      assertThat(answer.body())
          .isEqualTo("{\"message\":\"The security token included in the request is invalid.\"}");
    }
    HttpResponse<String> over = signedBy(AwsSessionCredentialsIdentity.create("ASIAOVER", "x", ""));
    assertThat(type(over)).isEqualTo("ExpiredTokenException");
    assertThat(over.statusCode()).isEqualTo(403);
  }

  @Test
  void refusesWhoMayNot() throws Exception {
    HttpResponse<String> answer = signedBy(SigningFixture.DENIED);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(type(answer)).isEqualTo("AccessDeniedException");
    assertThat(answer.body())
        .isEqualTo(
            "{\"Message\":\"User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to"
                + " perform: execute-api:Invoke on resource:"
                + " arn:aws:execute-api:us-east-1:000000000000:abcdefghij/local/POST/models/iris/predict\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%20b",
        "/a%2Fb/%C3%A9",
        "/a/../b",
        "/a/./b/",
        "/models//iris///predict",
        "/a~b-c_d.e",
        "/a*b@c:d,e;f=g",
        "/%2541/%7Ex",
        "/x?b=2&a=1&b=1&a=",
        "/x?a=%20%2B%2F%C3%A9&e",
        "/x?a=b%3Dc&A=d",
        "/x?a=*~",
      })
  void readsOddTargetsAsTheSdkSignsThem(String target) throws Exception {
    HttpResponse<String> answer =
        send(SigningFixture.sign(SigningFixture.ROLE, request("GET", target), ""), "");

    assertThat(answer.body()).isEqualTo("hello");
  }

  @Test
  void takesAPresignedAddressWheneverItWasMade() throws Exception {
    SdkHttpRequest signed =
        SigningFixture.presign(
            SigningFixture.ROLE,
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(request("GET", "/models/a%20b?labels=index").build().getUri()));

    assertThat(send(signed, "").body()).isEqualTo("hello");
    assertThat(send(signed.toBuilder().putRawQueryParameter("labels", "name").build(), "").body())
        .isEqualTo(MISMATCH);
    assertThat(events).hasSize(1);
  }

  @Test
  void signsWhatCameNotWhatTheGatewayMakesOfIt() throws Exception {
    SdkHttpRequest.Builder request =
        request("GET", "/x").putHeader("X-Forwarded-For", "10.0.0.1").putHeader("TE", "trailers");

    assertThat(send(SigningFixture.sign(SigningFixture.ROLE, request, ""), "").body())
        .isEqualTo("hello");
    assertThat(events.getFirst().at("/headers/X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
  }

  private static AwsRequest behindTheEndpoint(SdkHttpRequest signed, String body) {
    Map<String, String> headers = new HashMap<>();
    signed.forEachHeader((name, values) -> headers.put(name, values.getFirst()));
    return SentRequest.of(
        signed.method().name(),
        signed.encodedPath(),
        signed.encodedQueryParameters().orElse(""),
        headers,
        body);
  }

  @Test
  void checksTheSameBehindTheEndpointWithTheStageInThePath() throws Exception {
    SdkHttpRequest signed =
        SigningFixture.sign(
            SigningFixture.ROLE, request("POST", "/local/models/iris/predict"), ROW);

    AwsResponse genuine = server.executeApi().serve(behindTheEndpoint(signed, ROW));
    AwsResponse forged = server.executeApi().serve(behindTheEndpoint(signed, "{}"));

    assertThat(genuine.status()).isEqualTo(200);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.headers().first("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(events).hasSize(1);
  }

  @Test
  void theEndpointsGateLeavesItToTheMethod() {
    AwsRequest request = SentRequest.rest("GET", "/local/models", "");

    assertThat(new ExecuteApiAccesses(apis).of("Invoke", request)).isEmpty();
    apis.putMethod(API, "proxy1", "ANY", MethodTarget.of("arn", Authorization.NONE));
    apis.deploy(API, "deploy", "");
    assertThat(new ExecuteApiAccesses(apis).of("Invoke", request)).hasSize(1);
  }

  @Test
  void readsAStateThatWasKeptBeforeThereWereAuthorizations() throws Exception {
    StateStore store = StateStore.inMemory();
    store
        .shelf("apigateway.apis", JsonNode.class)
        .put(
            API,
            new ObjectMapper()
                .readTree(
                    """
                    {"id":"abcdefghij","name":"api","description":"","binaryMediaTypes":[],
                     "createdAt":"2026-11-20T03:15:00Z","deployments":{},"stages":{},
                     "resources":{"r":{"id":"r","parentId":"","pathPart":"","path":"/",
                                       "methods":{"ANY":"arn"}}}}
                    """));

    assertThat(new RestApis(store, clock).get(API).resources().values())
        .singleElement()
        .extracting(root -> root.authorization("ANY"))
        .isEqualTo(Authorization.NONE);
  }
}
