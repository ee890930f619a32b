package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sundial.json.JsonWriter;
import dev.sundial.naming.EnvironmentKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final String STAGE = "arn:aws:execute-api:eu-central-1:123456789012:abc123/dev";

  private final Issuer issuer = new Issuer();
  private final List<String> lines = new ArrayList<>();
  private final AuthorizerHandler handler =
      new AuthorizerHandler(
          Map.of(EnvironmentKey.JWT_ISSUER, Issuer.NAME, EnvironmentKey.JWT_AUDIENCE, "[\"api\"]"),
          issuer,
          Clock.fixed(NOW, ZoneOffset.UTC),
          lines::add);

  /** The handler asks its context nothing. */
  private static final class NoContext implements Context {
    @Override
    public String getAwsRequestId() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getLogGroupName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getLogStreamName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionVersion() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getInvokedFunctionArn() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
      throw new UnsupportedOperationException();
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }

  private String handle(String event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), out, new NoContext());
    return out.toString(UTF_8);
  }

  private static String event(String header, String methodArn) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", "TOKEN");
    event.put("methodArn", methodArn);
    event.put("authorizationToken", header);
    return JsonWriter.write(event);
  }

  private static String token(String audience) {
    return Issuer.sign(
        Issuer.header("RS256", "r"),
        Map.of(
            "iss", Issuer.NAME, "aud", audience, "sub", "al\"ice", "exp", NOW.getEpochSecond() + 9),
        Issuer.RSA);
  }

  @Test
  void allowsTheWholeStageToWhoBringsAToken() throws IOException {
    String answer = handle(event("Bearer " + token("api"), STAGE + "/POST/v1/models/iris:predict"));
    assertThat(answer)
        .startsWith(
            "{\"principalId\":\"al\\\"ice\",\"policyDocument\":{\"Version\":\"2012-10-17\","
                + "\"Statement\":[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Allow\","
                + "\"Resource\":\""
                + STAGE
                + "/*\"}]},\"context\":{")
        .contains("\"issuer\":\"" + Issuer.NAME + "\"", "\"subject\":\"al\\\"ice\"");
    assertThat(handle(event("bEaReR   " + token("api"), STAGE + "/GET/"))).contains("Allow");
  }

  @Test
  void deniesTheWholeStageToAnybodyElseAndSaysWhyInTheLogOnly() throws IOException {
    String token = token("other");
    assertThat(handle(event("Bearer " + token, STAGE + "/GET/health")))
        .isEqualTo(
            "{\"principalId\":\"nobody\",\"policyDocument\":{\"Version\":\"2012-10-17\","
                + "\"Statement\":[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Deny\","
                + "\"Resource\":\""
                + STAGE
                + "/*\"}]}}");
    assertThat(lines.getLast()).contains("\"refused\"", "\"AUDIENCE\"");
    for (String header : List.of("", "Bearer", "Bearer ", "Basic eDp5", token, "Bearer a b")) {
      assertThat(handle(event(header, STAGE + "/GET/health"))).contains("Deny");
    }
    assertThat(lines).noneMatch(line -> line.contains(token.substring(0, 20)));
  }

  @Test
  void failsWhileTheIssuersKeysAreNotToBeHad() throws IOException {
    issuer.isDown = true;
    assertThatThrownBy(() -> handle(event("Bearer " + token("api"), STAGE + "/GET/health")))
        .isInstanceOf(KeysUnavailableException.class);
    assertThat(handle(event("Bearer a.b.c", STAGE + "/GET/health"))).contains("Deny");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"type\":\"REQUEST\",\"authorizationToken\":\"s3cr3t\",\"methodArn\":\"x\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":s3cr3t,\"methodArn\":\"x\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"s3cr3t\",\"methodArn\":\"arn:aws:s3:::x\"}",
        "{\"type\":\"TOKEN\",\"authorizationToken\":\"s3cr3t\",\"methodArn\":\"arn:aws:execute-api:*:1:a/*/GET/\"}"
      })
  void failsForAnotherEventWithoutRepeatingIt(String event) {
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("s3cr3t");
  }

  @Test
  void failsForAnEventOfThreeMegabytes() {
    assertThatThrownBy(
            () -> handle(event("Bearer " + "x".repeat(3_000_000), STAGE + "/GET/health")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isPrimedWithoutNetworkAndTrustsNoKeyOfBefore() throws Exception {
    String header = "Bearer " + token("api");
    assertThat(handle(event(header, STAGE + "/GET/health"))).contains("Allow");
    issuer.isDown = true;
    handler.beforeCheckpoint(Core.getGlobalContext());
    handler.afterRestore(Core.getGlobalContext());
    issuer.isDown = false;
    issuer.keySet = Issuer.keySet(Issuer.jwk(Issuer.OTHER_RSA, "r"));
    assertThat(handle(event(header, STAGE + "/GET/health"))).contains("Deny");
    assertThat(issuer.asked).hasSize(4);
  }

  @Test
  void namesEveryKeyThatIsMissingOrBad() {
    assertThatThrownBy(
            () ->
                new AuthorizerHandler(
                    Map.of(
                        EnvironmentKey.JWT_ISSUER,
                        "http://login.example.com",
                        EnvironmentKey.JWKS_URI,
                        "http://[::2]/"),
                    issuer,
                    Clock.systemUTC(),
                    lines::add))
        .hasMessageContainingAll(
            EnvironmentKey.JWT_ISSUER, EnvironmentKey.JWT_AUDIENCE, EnvironmentKey.JWKS_URI);
  }
}
