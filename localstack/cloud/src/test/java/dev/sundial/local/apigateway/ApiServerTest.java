package dev.sundial.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.apigateway.RestApi.MethodTarget;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.iam.Access;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.SentRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:15:00Z");
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f:live";

  private final RestApis apis =
      new RestApis(StateStore.inMemory(), Clock.fixed(NOW, ZoneOffset.UTC));
  private final FakeFunction function = new FakeFunction();
  private final List<String> accessLines = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiServer server;

  /** Answers what the test says; remembers what it was asked. */
  private static final class FakeFunction implements ProxyTarget {
    private Answer answer = returned("{\"statusCode\":200,\"body\":\"hello\"}");
    private JsonNode event = new ObjectMapper().createObjectNode();
    private String arn = "";
    private String source = "";

    static Answer returned(String json) {
      return new Answer.Returned(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer invoke(String functionArn, String sourceArn, byte[] json, Duration patience) {
      try {
        event = new ObjectMapper().readTree(json);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      arn = functionArn;
      source = sourceArn;
      return answer;
    }
  }

  private final Map<MetricId, Double> measured = new ConcurrentHashMap<>();

  @BeforeEach
  void start() throws Exception {
    apis.create("abcdefghij", "api", "", List.of("application/octet-stream"));
    apis.putResource("abcdefghij", "proxy1", RestApis.rootOf("abcdefghij"), "{proxy+}");
    apis.putMethod("abcdefghij", "proxy1", "ANY", MethodTarget.of(FUNCTION, Authorization.NONE));
    apis.deploy("abcdefghij", "deploy", "");
    stage(-1, -1);
    server =
        new ApiServer(
            0,
            apis,
            function,
            SigningFixture.authorization(),
            (group, stream, at, line) -> accessLines.add(group + " " + line),
            (metric, unit, at, value) -> measured.put(metric, value));
    server.start();
  }

  private void stage(double rate, int burst) {
    apis.putStage(
        "abcdefghij",
        new ApiStage(
            "local",
            "deploy",
            "",
            Map.of(),
            rate,
            burst,
            "arn:aws:logs:us-east-1:000000000000:log-group:access",
            "$context.httpMethod $context.path $context.status $context.nonsense",
            NOW));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void tellsOfEveryRequestWithItsErrorsAndLatencies() throws Exception {
    send("POST", "/x", "{}");
    Map<String, String> stage = Map.of("ApiName", "api", "Stage", "local");
    for (Map<String, String> of : List.of(stage, Map.of("ApiName", "api"))) {
      assertThat(measured.get(new MetricId("AWS/ApiGateway", "Count", of))).isEqualTo(1.0);
      assertThat(measured.get(new MetricId("AWS/ApiGateway", "4XXError", of))).isEqualTo(0.0);
      assertThat(measured.get(new MetricId("AWS/ApiGateway", "5XXError", of))).isEqualTo(0.0);
      assertThat(measured.get(new MetricId("AWS/ApiGateway", "Latency", of)))
          .isGreaterThanOrEqualTo(
              measured.get(new MetricId("AWS/ApiGateway", "IntegrationLatency", of)));
    }
    send("GET", "/", "");
    assertThat(measured.get(new MetricId("AWS/ApiGateway", "4XXError", stage))).isEqualTo(1.0);
  }

  @Test
  void handsTheFunctionAProxyEventOfVersionOne() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/models/a%20b/predict?x=1&x=2&y=%C3%A9", "{\"a\":1}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    JsonNode event = function.event;
    assertThat(event.get("resource").asText()).isEqualTo("/{proxy+}");
    assertThat(event.get("path").asText()).isEqualTo("/models/a%20b/predict");
    assertThat(event.at("/pathParameters/proxy").asText()).isEqualTo("models/a b/predict");
    assertThat(event.at("/queryStringParameters/x").asText()).isEqualTo("2");
    assertThat(event.at("/multiValueQueryStringParameters/x").size()).isEqualTo(2);
    assertThat(event.at("/queryStringParameters/y").asText()).isEqualTo("é");
    assertThat(event.get("body").asText()).isEqualTo("{\"a\":1}");
    assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.get("stageVariables").isNull()).isTrue();
    assertThat(event.at("/requestContext/requestTime").asText())
        .isEqualTo("20/Nov/2026:03:15:00 +0000");
    assertThat(event.at("/requestContext/path").asText()).isEqualTo("/local/models/a%20b/predict");
    assertThat(event.at("/requestContext/requestId").asText())
        .isEqualTo(answer.headers().firstValue("x-amzn-RequestId").orElseThrow());
    assertThat(function.arn).isEqualTo(FUNCTION);
    assertThat(function.source)
        .isEqualTo("arn:aws:execute-api:us-east-1:000000000000:abcdefghij/local/POST/*");
    assertThat(accessLines).containsExactly("access POST /local/models/a%20b/predict 200 -");
  }

  @Test
  void encodesABodyOfABinaryType() throws Exception {
    client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/x"))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, 0}))
            .build(),
        HttpResponse.BodyHandlers.discarding());

    assertThat(function.event.get("body").asText()).isEqualTo("/wA=");
    assertThat(function.event.get("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  void answersARouteItDoesNotHaveAsTheGatewayDoes() throws Exception {
    HttpResponse<String> answer = send("GET", "/", "");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("MissingAuthenticationTokenException");
  }

  @Test
  void answersAMalformedAnswerOfTheFunctionWith502() throws Exception {
    for (String bad :
        List.of(
            "\"text\"",
            "{}",
            "{\"statusCode\":\"x\"}",
            "{\"statusCode\":200,\"extra\":1}",
            "[",
            "{\"statusCode\":200,\"body\":{}}")) {
      function.answer = FakeFunction.returned(bad);

      HttpResponse<String> answer = send("GET", "/x", "");

      assertThat(answer.statusCode()).as(bad).isEqualTo(502);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Internal server error\"}");
    }
  }

  @Test
  void mapsHowAnInvocationEndedToItsOwnErrors() throws Exception {
    function.answer = new ProxyTarget.Answer.Failed("thrown", "");
    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(502);
    function.answer = new ProxyTarget.Answer.TimedOut();
    assertThat(send("GET", "/x", "").body())
        .isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    function.answer = new ProxyTarget.Answer.TooLarge();
    assertThat(send("GET", "/x", "").body()).isEqualTo("{\"message\":\"Request Too Long\"}");
    function.answer = new ProxyTarget.Answer.Refused("throttled");
    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(500);
  }

  @Test
  void remapsAndDropsHeadersAFunctionMayNotSet() throws Exception {
    function.answer =
        FakeFunction.returned(
            "{\"statusCode\":201,\"headers\":{\"Server\":\"mine\",\"Content-Length\":\"999\",\"x-model\":\"a\"},"
                + "\"multiValueHeaders\":{\"x-many\":[\"1\",\"2\"]},\"body\":\"aGk=\",\"isBase64Encoded\":true}");

    HttpResponse<String> answer = send("GET", "/x", "");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("hi");
    assertThat(answer.headers().firstValue("x-amzn-Remapped-Server")).hasValue("mine");
    assertThat(answer.headers().allValues("x-many")).containsExactly("1", "2");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void refusesABodyAboveTenMegabytesInPlainText() throws Exception {
    HttpResponse<String> answer = send("POST", "/x", "x".repeat(Gateway.MAX_BODY_BYTES + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("HTTP content length exceeded 10485760 bytes.");
  }

  @Test
  void throttlesAboveTheBurst() throws Exception {
    stage(0, 2);

    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/x", "").body()).isEqualTo("{\"message\":\"Too Many Requests\"}");
  }

  @Test
  void answersOddUrisWithoutAPageOfTheServer() throws Exception {
    for (String path :
        List.of("/%zz", "/%", "/a|b{c}", "/a\\b", "/..%2f..", "//x", "/x?%zz", "*", "/\u00e9")) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(answer)
          .as(path)
          .startsWith("HTTP/1.1 ")
          .doesNotContain("<html")
          .doesNotContain("etty");
      assertThat(answer).as(path).containsAnyOf(" 200 ", " 400 ", " 403 ");
    }
  }

  @Test
  void readsALongPathAndRefusesMethodsThatAnyDoesNotMean() throws Exception {
    assertThat(send("GET", "/" + "a%20".repeat(10_000), "").statusCode()).isEqualTo(200);
    for (String method : List.of("TRACE", "FOO", "get")) {
      assertThat(raw(method + " /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403 ")
          .contains("{\"message\":\"Missing Authentication Token\"}");
    }
  }

  @Test
  void saysThatItClosesAfterWhatItCouldNotRead() throws Exception {
    assertThat(raw("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("Connection: close")
        .contains("{\"message\":\"Bad Request\"}");
  }

  @Test
  void refusesCharactersThatMustBeEncoded() throws Exception {
    for (String target : List.of("/x?a|b", "/x?a={b}", "/a\"b", "/a^b", "/x?a=%4", "/x?a=%G0")) {
      assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
          .as(target)
          .startsWith("HTTP/1.1 400 ")
          .contains("{\"message\":\"Bad Request\"}");
    }
  }

  @Test
  void servesTheDeploymentNotWhatWasChangedAfterIt() throws Exception {
    apis.putMethod(
        "abcdefghij", "proxy1", "ANY", MethodTarget.of(FUNCTION + "2", Authorization.NONE));
    send("GET", "/x", "");
    assertThat(function.arn).isEqualTo(FUNCTION);

    apis.deploy("abcdefghij", "deploy", "");
    send("GET", "/x", "");
    assertThat(function.arn).isEqualTo(FUNCTION + "2");
  }

  private static AwsRequest signed(String path) {
    return SentRequest.of(
        "POST", path, "a=1", Map.of("Content-Type", "application/json"), "{\"x\":1}");
  }

  @Test
  void answersASignedRequestByTheNameOfTheStage() throws Exception {
    AwsService executeApi = server.executeApi();

    AwsResponse answer = executeApi.serve(signed("/local/models/iris"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isInstanceOfSatisfying(
            AwsResponse.Body.Bytes.class,
            body ->
                assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo("hello"));
    assertThat(function.event.path("path").asText()).isEqualTo("/models/iris");
    assertThat(function.event.at("/queryStringParameters/a").asText()).isEqualTo("1");
    assertThat(function.event.path("body").asText()).isEqualTo("{\"x\":1}");
    assertThat(accessLines).hasSize(1);
  }

  @Test
  void forbidsAStageThereIsNoneOfAndTellsTwoApart() {
    AwsService executeApi = server.executeApi();
    assertThatThrownBy(() -> executeApi.serve(signed("/absent/x")))
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.status()).isEqualTo(403))
        .hasMessage("Forbidden");
    apis.create("second", "other", "", List.of());
    apis.deploy("second", "deploy", "");
    apis.putStage("second", new ApiStage("local", "deploy", "", Map.of(), -1, -1, "", "", NOW));

    assertThatThrownBy(() -> executeApi.serve(signed("/local/x")))
        .hasMessageStartingWith("2 APIs have a stage called local");
  }

  @Test
  void asksToInvokeTheMethodOfTheStage() {
    assertThat(new ExecuteApiAccesses(apis).of("Invoke", signed("/local/models/iris")))
        .containsExactly(
            Access.of(
                "execute-api:Invoke",
                "arn:aws:execute-api:us-east-1:000000000000:abcdefghij/local/POST/models/iris"));
    assertThat(new ExecuteApiAccesses(apis).of("Invoke", signed("/absent/x"))).isEmpty();
  }

  @Test
  void tellsWhatItRefusesInTheWordsOfTheDeployedApi() throws Exception {
    apis.putGatewayResponse(
        "abcdefghij",
        ResponseType.DEFAULT_4XX,
        new GatewayResponse(
            0,
            Map.of("gatewayresponse.header.x-request-id", "context.requestId"),
            "{\"error\":$context.error.messageString,\"type\":\"$context.error.responseType\"}"));
    apis.putGatewayResponse(
        "abcdefghij",
        ResponseType.INTEGRATION_TIMEOUT,
        new GatewayResponse(503, Map.of("gatewayresponse.header.Retry-After", "'5'"), ""));
    assertThat(send("GET", "/", "").body())
        .isEqualTo("{\"message\":\"Missing Authentication Token\"}");

    apis.deploy("abcdefghij", "deploy", "");
    HttpResponse<String> missing = send("GET", "/", "");
    assertThat(missing.statusCode()).isEqualTo(403);
    assertThat(missing.body())
        .isEqualTo(
            "{\"error\":\"Missing Authentication Token\",\"type\":\"MISSING_AUTHENTICATION_TOKEN\"}");
    assertThat(missing.headers().firstValue("x-request-id"))
        .isEqualTo(missing.headers().firstValue("x-amzn-RequestId"));

    function.answer = new ProxyTarget.Answer.TimedOut();
    HttpResponse<String> late = send("GET", "/x", "");
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).contains("5");
    assertThat(late.body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");

    function.answer = new ProxyTarget.Answer.Failed("it threw", "");
    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(502);
  }

  @Test
  void doesNotTakeWhatAGatewayResponseCannotDo() {
    assertThat(
            new GatewayResponse(
                    0,
                    Map.of("x", "'1'", "gatewayresponse.header.y", "integration.response.body"),
                    "#set($a = 1) $context.identity.caller $input.body")
                .problems())
        .containsExactlyInAnyOrder(
            "x must be gatewayresponse.header.NAME",
            "gatewayresponse.header.y is not supported as integration.response.body",
            "$context.identity.caller is not supported",
            "a template of a gateway response holds variables only");
  }

  @Test
  void whatIsNoRequestIsTheCallersFault() throws IOException {
    for (String request :
        List.of(
            "GET /x\r\n\r\n",
            "GET /x HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")) {
      assertThat(raw(request))
          .as(request)
          .startsWith("HTTP/1.1 400")
          .contains("{\"message\":\"Bad Request\"}");
    }
  }

  @Test
  void whatItCannotReadIsToldInTheWordsOfTheApi() throws IOException {
    apis.putGatewayResponse(
        "abcdefghij",
        ResponseType.DEFAULT_4XX,
        new GatewayResponse(
            0,
            Map.of("gatewayresponse.header.x-request-id", "context.requestId"),
            "{\"error\":$context.error.messageString}"));
    apis.deploy("abcdefghij", "deploy", "");
    for (String target : List.of("/x?%", "/x?a=%zz", "/%zz")) {
      assertThat(raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
          .as(target)
          .startsWith("HTTP/1.1 400")
          .contains("{\"error\":\"Bad Request\"}")
          .containsIgnoringCase("x-request-id: ");
    }
  }
}
