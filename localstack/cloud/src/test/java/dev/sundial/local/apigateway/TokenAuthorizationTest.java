package dev.sundial.local.apigateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.apigateway.RestApi.MethodTarget;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenAuthorizationTest {
  private static final String API = "abcdefghij";
  private static final String AUTHORIZER = "arn:aws:lambda:us-east-1:000000000000:function:a:live";
  private static final String STAGE = "arn:aws:execute-api:us-east-1:000000000000:abcdefghij/local";
  private static final Duration TTL = Duration.ofMinutes(1);

  private final HandClock clock = new HandClock("2026-11-20T03:15:00Z");
  private final RestApis apis = new RestApis(StateStore.inMemory(), clock);
  private final List<JsonNode> events = new ArrayList<>();
  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private ProxyTarget.Answer answer = policy("Allow", STAGE + "/*");
  private ApiServer server;

  @BeforeEach
  void start() throws Exception {
    apis.create(API, "api", "", List.of());
    apis.putResource(API, "proxy1", RestApis.rootOf(API), "{proxy+}");
    deploy((int) TTL.toSeconds());
    server =
        new ApiServer(
            0,
            apis,
            (function, source, event, patience) -> invoke(function, source, event),
            SigningFixture.authorization(),
            (group, stream, at, line) -> {},
            (metric, unit, at, value) -> {});
    server.start();
  }

  private void deploy(int ttl) {
    apis.putAuthorizer(
        API,
        new TokenAuthorizer("auth01", "a", AUTHORIZER, "Authorization", "^Bearer [-a-z.]+$", ttl));
    apis.putMethod(
        API, "proxy1", "ANY", new MethodTarget("arn", Authorization.CUSTOM, Optional.of("auth01")));
    apis.deploy(API, "deploy", "");
    apis.putStage(
        API, new ApiStage("local", "deploy", "", Map.of(), -1, -1, "", "", clock.instant()));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    client.close();
  }

  private ProxyTarget.Answer invoke(String function, String source, byte[] event) {
    try {
      JsonNode json = new ObjectMapper().readTree(event);
      if (!function.equals(AUTHORIZER)) {
        events.add(json);
        return new ProxyTarget.Answer.Returned(
            "{\"statusCode\":200,\"body\":\"hello\"}".getBytes(UTF_8));
      }
      asked.add(json);
      sources.add(source);
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProxyTarget.Answer.Returned returned(String json) {
    return new ProxyTarget.Answer.Returned(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static ProxyTarget.Answer.Returned policy(String effect, String resource) {
    return returned(
        "{'principalId':'alice','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'"
            + effect
            + "','Action':'execute-api:Invoke','Resource':'"
            + resource
            + "'}]},'context':{'issuer':'https://i.example','number':7,'flag':true}}");
  }

  private HttpResponse<String> get(String path, String... authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    for (String value : authorization) {
      request.header("Authorization", value);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private void assertAnswer(String path, String token, int status, String type, String body)
      throws Exception {
    HttpResponse<String> got = get(path, "Bearer " + token);
    assertThat(got.statusCode()).as(got::body).isEqualTo(status);
    assertThat(got.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
    assertThat(got.body()).isEqualTo(body.replace('\'', '"'));
  }

  @Test
  void asksTheFunctionAsApiGatewayDoesAndTellsTheIntegrationWhoCalls() throws Exception {
    assertThat(get("/v1/models/a:predict?x=1", "Bearer tok.en").body()).isEqualTo("hello");
    assertThat(asked)
        .containsExactly(
            new ObjectMapper()
                .readTree(
                    "{\"type\":\"TOKEN\",\"methodArn\":\""
                        + STAGE
                        + "/GET/v1/models/a:predict\",\"authorizationToken\":\"Bearer tok.en\"}"));
    assertThat(sources)
        .containsExactly(
            "arn:aws:execute-api:us-east-1:000000000000:abcdefghij/authorizers/auth01");
    JsonNode authorizer = events.getFirst().at("/requestContext/authorizer");
    assertThat(authorizer.get("principalId").asText()).isEqualTo("alice");
    assertThat(authorizer.get("issuer").asText()).isEqualTo("https://i.example");
    assertThat(authorizer.get("number").isTextual()).isTrue();
    assertThat(authorizer.get("flag").asText()).isEqualTo("true");
    assertThat(authorizer.get("integrationLatency").isNumber()).isTrue();
  }

  @Test
  void refusesWithoutAskingWhatDoesNotLookLikeAToken() throws Exception {
    for (String[] headers :
        new String[][] {{}, {"Basic x"}, {"Bearer"}, {"Bearer TOKEN"}, {"x Bearer tok.en"}}) {
      HttpResponse<String> refused = get("/x", headers);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
      assertThat(refused.headers().firstValue("x-amzn-ErrorType"))
          .hasValue("UnauthorizedException");
    }
    assertThat(asked).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void doesAsThePolicySays() throws Exception {
    answer = policy("Deny", STAGE + "/*");
    assertAnswer(
        "/x",
        "denied",
        403,
        "AccessDeniedException",
        "{'Message':'User is not authorized to access this resource with an explicit deny'}");
    answer = policy("Allow", STAGE + "/GET/y");
    assertAnswer(
        "/x",
        "elsewhere",
        403,
        "AccessDeniedException",
        "{'Message':'User is not authorized to access this resource'}");
    assertThat(events).isEmpty();
    assertThat(get("/y", "Bearer elsewhere").statusCode()).isEqualTo(200);
    assertThat(asked).hasSize(2); // the kept policy is asked anew
  }

  @Test
  void keepsAnAnswerByTokenForItsTime() throws Exception {
    assertThat(get("/x", "Bearer one").statusCode()).isEqualTo(200);
    answer = policy("Deny", STAGE + "/*");
    clock.advance(TTL.minusMillis(1));
    assertThat(get("/y", "Bearer one").statusCode()).isEqualTo(200);
    assertThat(get("/y", "Bearer two").statusCode()).isEqualTo(403);
    assertThat(asked).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(get("/x", "Bearer one").statusCode()).isEqualTo(403);
    assertThat(asked).hasSize(3);
    assertThat(events.getLast().at("/requestContext/authorizer/integrationLatency").asInt())
        .isZero();
  }

  @Test
  void keepsNothingWithoutATime() throws Exception {
    deploy(0);
    assertThat(get("/x", "Bearer one").statusCode()).isEqualTo(200);
    assertThat(get("/x", "Bearer one").statusCode()).isEqualTo(200);
    assertThat(asked).hasSize(2);
  }

  @Test
  void tellsThatTheFunctionFailedAndKeepsNothing() throws Exception {
    answer = new ProxyTarget.Answer.Failed("Unhandled", "the keys are gone");
    assertAnswer("/x", "a", 500, "AuthorizerFailureException", "{'message':null}");
    answer = new ProxyTarget.Answer.TimedOut();
    assertAnswer("/x", "a", 500, "AuthorizerFailureException", "{'message':null}");
    answer = new ProxyTarget.Answer.Refused("apigateway may not");
    assertAnswer("/x", "a", 500, "AuthorizerConfigurationException", "{'message':null}");
    answer = new ProxyTarget.Answer.Failed("Unhandled", "Unauthorized");
    assertAnswer("/x", "a", 401, "UnauthorizedException", "{'message':'Unauthorized'}");
    answer = policy("Allow", "*");
    assertThat(get("/x", "Bearer a").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{'principalId':'a'}",
        "{'policyDocument':{'Version':'2012-10-17','Statement':[]}}",
        "{'principalId':7,'policyDocument':{'Version':'2012-10-17','Statement':[]}}",
        "{'principalId':'a','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Maybe','Action':'execute-api:Invoke','Resource':'*'}]}}",
        "{'principalId':'a','policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Resource':'*'}]}}",
        "{'principalId':'a','context':{'x':[]},'policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}}",
        "{'principalId':'a','context':7,'policyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'}]}}"
      })
  void tellsThatItCannotReadThePolicy(String payload) throws Exception {
    answer = returned(payload);
    assertAnswer("/x", "a", 500, "AuthorizerConfigurationException", "{'message':null}");
    assertThat(events).isEmpty();
  }

  @Test
  void servesTheAuthorizerOfTheDeployment() throws Exception {
    apis.deleteAuthorizer(API, "auth01");
    assertThat(get("/x", "Bearer one").statusCode()).isEqualTo(200);
    apis.deploy(API, "deploy", "");
    assertAnswer("/x", "one", 500, "AuthorizerConfigurationException", "{'message':null}");
  }
}
