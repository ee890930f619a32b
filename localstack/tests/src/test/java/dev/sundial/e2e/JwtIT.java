package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.cli.Verbs;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage of {@code auth: jwt}: only who brings a token of its issuer, and for it, is answered. */
@Tag(Cloud.LOCAL)
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JwtIT {
  private static final Duration LONG = Duration.ofDays(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final GuardedCloud guarded;
  private final Cloud cloud;
  private final TokenIssuer issuer;
  private final Map<String, String> wrong = new LinkedHashMap<>();
  private String right = "";

  JwtIT(GuardedCloud guarded) throws IOException {
    this.guarded = guarded;
    this.cloud = guarded.cloud();
    this.issuer = new TokenIssuer();
  }

  @BeforeAll
  void deploy() throws IOException {
    KeyPair key = issuer.publish(TokenIssuer.FIRST);
    guarded.guard(
        "auth=jwt", "jwt.issuer=" + issuer.name(), "jwt.audience=" + TokenIssuer.AUDIENCE);
    right = token(TokenIssuer.FIRST, Map.of(), key);
    wrong.put(
        "wrong issuer", token(TokenIssuer.FIRST, Map.of("iss", "https://elsewhere.example"), key));
    wrong.put("wrong audience", token(TokenIssuer.FIRST, Map.of("aud", "somebody else"), key));
    wrong.put(
        "expired",
        token(
            TokenIssuer.FIRST, Map.of("exp", cloud.now().minusSeconds(31).getEpochSecond()), key));
    wrong.put(
        "unsecured",
        TokenIssuer.unsecured(TokenIssuer.FIRST, issuer.claims(cloud.now().plus(LONG))));
    wrong.put("wrong key", token(TokenIssuer.FIRST, Map.of(), TokenIssuer.key()));
    wrong.put("unknown key", token("nobody's", Map.of(), TokenIssuer.key()));
    wrong.put(
        "shared secret",
        TokenIssuer.confused(TokenIssuer.FIRST, issuer.claims(cloud.now().plus(LONG)), key));
    wrong.put("no token at all", "x");
  }

  @AfterAll
  void close() {
    issuer.close();
    http.close();
  }

  private String token(String id, Map<String, Object> other, KeyPair key) {
    Map<String, Object> claims = issuer.claims(cloud.now().plus(LONG));
    claims.putAll(other);
    return TokenIssuer.token(id, claims, key);
  }

  private HttpResponse<String> send(String authorization, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(cloud.apiAddress(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(ApiRoutes.body(method, path)));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private int status(String token) throws IOException, InterruptedException {
    return send("Bearer " + token, "GET", "/v2/models/iris").statusCode();
  }

  private static void assertAnswer(
      HttpResponse<String> answer, int status, String type, String body) {
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(status);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
    assertThat(answer.body()).contains(body);
  }

  @ParameterizedTest
  @MethodSource("dev.sundial.e2e.ApiRoutes#all")
  void everyRouteAnswersOnlyWhoBringsAToken(String method, String route) throws Exception {
    String path = route.replace("VERSION", guarded.version());
    for (String none : new String[] {"", right, "Basic eDp5", "Bearer", "Bearer a b"}) {
      HttpResponse<String> unasked = send(none, method, path);
      assertAnswer(unasked, 401, "UnauthorizedException", "Bearer and a token");
      assertThat(unasked.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
    for (Map.Entry<String, String> token : wrong.entrySet()) {
      HttpResponse<String> answer = send("Bearer " + token.getValue(), method, path);
      assertThat(answer.statusCode()).as(token.getKey() + answer.body()).isEqualTo(403);
      assertAnswer(
          answer,
          403,
          "AccessDeniedException",
          "User is not authorized to access this resource with an explicit deny");
    }
    HttpResponse<String> answer = send("Bearer " + right, method, path);
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
    assertThat(send("bearer " + right, method, path).statusCode()).isEqualTo(200);
  }

  @Test
  void keysThatTheIssuerChangesAreFoundAndOldOnesForgotten() throws Exception {
    KeyPair old = issuer.publish("old");
    cloud.advance(Duration.ofSeconds(11));
    String before = token("old", Map.of(), old);
    assertThat(status(before)).isEqualTo(200);
    KeyPair key = issuer.publish("new");
    cloud.advance(Duration.ofSeconds(11));
    assertThat(status(token("new", Map.of(), key))).isEqualTo(200);
    cloud.advance(Duration.ofMinutes(1));
    assertThat(status(before)).isEqualTo(403);
  }

  @Test
  void anIssuerThatIsAwayIsMissedAfterTwoHours() throws Exception {
    KeyPair key = issuer.publish("lasting");
    cloud.advance(Duration.ofSeconds(11));
    String token = token("lasting", Map.of(), key);
    assertThat(status(token)).isEqualTo(200);
    issuer.isDown = true;
    try {
      cloud.advance(Duration.ofMinutes(119));
      assertThat(status(token)).isEqualTo(200);
      cloud.advance(Duration.ofMinutes(2));
      assertAnswer(
          send("Bearer " + token, "GET", "/health"),
          503,
          "AuthorizerFailureException",
          "could not be checked just now");
    } finally {
      issuer.isDown = false;
    }
    cloud.advance(Duration.ofSeconds(11));
    assertThat(status(token)).isEqualTo(200);
  }

  @Test
  void strangersDoNotMakeItHammerTheIssuer() throws Exception {
    KeyPair key = issuer.publish("calm");
    cloud.advance(Duration.ofSeconds(11));
    assertThat(status(token("calm", Map.of(), key))).isEqualTo(200);
    int before = issuer.asked.get();
    KeyPair strange = TokenIssuer.key();
    for (int i = 0; i < 20; i++) {
      assertThat(status(token("stranger-" + i, Map.of(), strange))).isEqualTo(403);
    }
    // Each of the two environments may ask once in ten seconds.
    assertThat(issuer.asked.get() - before).isLessThanOrEqualTo(4);
  }

  @Test
  void whatTheGatewayWasToldIsKeptForAMinute() throws Exception {
    KeyPair key = issuer.publish("kept");
    cloud.advance(Duration.ofSeconds(11));
    String token = token("kept", Map.of("exp", cloud.now().plusSeconds(5).getEpochSecond()), key);
    assertThat(status(token)).isEqualTo(200);
    cloud.advance(Duration.ofSeconds(50));
    assertThat(status(token)).isEqualTo(200);
    cloud.advance(Duration.ofSeconds(10));
    assertThat(status(token)).isEqualTo(403);
  }

  @Test
  void theVerbBringsATokenFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), right + "\n");
    String[] predict = {"predict", "iris", "5.1", "3.5", "1.4", "0.2", "--token", file.toString()};
    KeyPair key = issuer.publish("of the verb");
    cloud.advance(Duration.ofSeconds(11));
    Files.writeString(file, token("of the verb", Map.of(), key));
    Verbs.Outcome answer = cloud.verb(predict);
    assertThat(answer.exit()).as(answer::out).isZero();
    assertThat(answer.out()).contains("setosa");
    Files.writeString(file, wrong.get("wrong key"));
    assertThat(cloud.verb(predict).exit()).isEqualTo(1);
    assertThat(cloud.verb("predict", "iris", "5.1", "3.5", "1.4", "0.2", "--token", right).exit())
        .isEqualTo(1);
  }

  @Test
  void theProbeAsksTheFunctionItself() {
    assertThat(guarded.predictionsOfTheProbe()).isEqualTo(1);
  }

  @Test
  void noTokenIsInTheLog() throws Exception {
    KeyPair key = issuer.publish("secret");
    cloud.advance(Duration.ofSeconds(11));
    assertThat(status(token("secret", Map.of(), key))).isEqualTo(200);
    assertThat(status(wrong.getOrDefault("wrong key", ""))).isEqualTo(403);
    Verbs.Outcome log = cloud.verb("logs", "authorizer");
    assertThat(log.out()).contains("keys-read", "refused").doesNotContain("eyJ", "Bearer");
  }
}
