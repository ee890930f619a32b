package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.cli.Verbs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A stage of {@code auth: iam}: only who signs, and may, is answered. */
@Tag(Cloud.LOCAL)
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthIT {
  private static final AwsCredentialsIdentity ADMINISTRATOR =
      AwsCredentialsIdentity.create("test", "test");
  private static final AwsCredentialsIdentity WRONG = AwsCredentialsIdentity.create("test", "tset");
  private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

  private final HttpClient http = HttpClient.newHttpClient();
  private final GuardedCloud guarded;
  private final Cloud cloud;

  AuthIT(GuardedCloud guarded) {
    this.guarded = guarded;
    this.cloud = guarded.cloud();
  }

  @BeforeAll
  void deploy() throws IOException {
    guarded.guard("auth=iam");
  }

  @AfterAll
  void close() {
    http.close();
  }

  private AwsCredentialsIdentity keysOf(String role) {
    String arn = DeployedRole.of(cloud, Cloud.names().stageStack(), role).arn();
    Credentials keys =
        cloud
            .clients()
            .sts
            .assumeRole(r -> r.roleArn(arn).roleSessionName("somebody"))
            .credentials();
    return AwsSessionCredentialsIdentity.create(
        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
  }

  private HttpResponse<String> signed(
      AwsCredentialsIdentity keys, String method, URI uri, String body) throws Exception {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(uri)
            .putHeader("Content-Type", "application/json")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(keys)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    signed.forEachHeader(
        (name, values) -> {
          if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            sent.header(name, values.getFirst());
          }
        });
    return http.send(sent.build(), BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> answer, String type, String words) {
    assertThat(answer.statusCode()).as(answer::body).isEqualTo(403);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
    assertThat(answer.body()).contains(words);
  }

  @ParameterizedTest
  @MethodSource("dev.sundial.e2e.ApiRoutes#all")
  void everyRouteAnswersOnlyWhoSignsAndMay(String method, String route) throws Exception {
    String path = route.replace("VERSION", guarded.version());
    String body = ApiRoutes.body(method, path);
    URI uri = cloud.apiAddress(path);

    assertRefused(
        cloud.api(method, path, body),
        "MissingAuthenticationTokenException",
        "{\"error\":\"Missing Authentication Token\"}");
    assertRefused(
        signed(WRONG, method, uri, body),
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
    assertRefused(
        signed(AwsSessionCredentialsIdentity.create("ASIANOBODY", "x", "y"), method, uri, body),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
    assertRefused(
        signed(keysOf("PredictionRole"), method, uri, body),
        "AccessDeniedException",
        "is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:");
    HttpResponse<String> right = signed(ADMINISTRATOR, method, uri, body);
    assertThat(right.statusCode()).as(right::body).isEqualTo(200);
  }

  @Test
  void aRoleMayWhatItsPolicySays() throws Exception {
    AwsCredentialsIdentity probe = keysOf("ProbeRole");
    URI predict = cloud.apiAddress("/models/iris/predict");
    assertThat(signed(probe, "POST", predict, Flowers.SETOSA).statusCode()).isEqualTo(200);
    assertRefused(
        signed(probe, "GET", cloud.apiAddress("/v2/models/iris"), ""),
        "AccessDeniedException",
        "/local/GET/v2/models/iris");
  }

  @Test
  void theEndpointChecksTheSame() throws Exception {
    URI predict = cloud.clients().endpoint().resolve("/local/models/iris/predict");
    assertThat(signed(ADMINISTRATOR, "POST", predict, Flowers.SETOSA).statusCode()).isEqualTo(200);
    assertRefused(
        signed(WRONG, "POST", predict, Flowers.SETOSA),
        "InvalidSignatureException",
        "The request signature we calculated does not match");
    assertRefused(
        signed(keysOf("PredictionRole"), "POST", predict, Flowers.SETOSA),
        "AccessDeniedException",
        "execute-api:Invoke");
  }

  @Test
  void theVerbSigns() {
    Verbs.Outcome answer = cloud.verb("predict", "iris", "5.1", "3.5", "1.4", "0.2");
    assertThat(answer.exit()).as(answer::out).isZero();
    assertThat(answer.out()).contains("setosa");
  }

  @Test
  void theProbePredictsWithItsOwnKeys() {
    assertThat(guarded.predictionsOfTheProbe()).isEqualTo(1);
  }
}
