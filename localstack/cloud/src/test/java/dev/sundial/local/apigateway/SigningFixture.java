package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.iam.Identity;
import dev.sundial.local.signing.SigningKeys;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Keys that the gateway knows, and requests that the SDK signs with them. */
final class SigningFixture {
  static final AwsCredentialsIdentity ADMINISTRATOR = AwsCredentialsIdentity.create("test", "test");
  static final AwsCredentialsIdentity ROLE =
      AwsSessionCredentialsIdentity.create("ASIAROLE", "a/secret+", "a/token+==");
  static final AwsCredentialsIdentity DENIED =
      AwsSessionCredentialsIdentity.create("ASIADENIED", "secret", "token");
  static final String REFUSAL =
      "User: arn:aws:sts::000000000000:assumed-role/r/s is not authorized to perform:"
          + " execute-api:Invoke on resource: ";

  private static final Set<String> RESTRICTED =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  private SigningFixture() {}

  /** Refuses who holds {@link #DENIED}. */
  static IamAuthorization authorization() {
    return new IamAuthorization(
        SigningFixture::find,
        Caller.Administrator::new,
        (caller, access) ->
            caller.accessKey().equals(DENIED.accessKeyId())
                ? Optional.of(REFUSAL + access.resource())
                : Optional.empty(),
        caller -> new Identity.Administrator());
  }

  private static SigningKeys.Found find(String accessKey) {
    return switch (accessKey) {
      case "ASIAROLE" -> new SigningKeys.Found.Known("a/secret+", "a/token+==");
      case "ASIADENIED" -> new SigningKeys.Found.Known("secret", "token");
      case "ASIAOVER" -> new SigningKeys.Found.Expired();
      case "test" -> new SigningKeys.Found.Known("test", "");
      default -> new SigningKeys.Found.Unknown();
    };
  }

  static SdkHttpRequest.Builder request(String method, URI uri) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.fromValue(method))
        .uri(uri)
        .putHeader("Content-Type", "application/json");
  }

  /** Signed in the header. */
  static SdkHttpRequest sign(
      AwsCredentialsIdentity keys, SdkHttpRequest.Builder request, String body) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(keys)
                    .request(request.build())
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, IamAuthorization.SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
        .request();
  }

  /** Signed in the query, for an hour of the year 2020, without a body. */
  static SdkHttpRequest presign(AwsCredentialsIdentity keys, SdkHttpRequest.Builder request) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(keys)
                    .request(request.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, IamAuthorization.SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofHours(1))
                    .putProperty(
                        HttpSigner.SIGNING_CLOCK,
                        Clock.fixed(Instant.parse("2020-01-02T03:04:05Z"), ZoneOffset.UTC)))
        .request();
  }

  /** As Java's own client sends it. */
  static HttpRequest sent(SdkHttpRequest signed, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.getUri())
            .method(signed.method().name(), BodyPublishers.ofString(body));
    signed.forEachHeader(
        (name, values) -> {
          if (!RESTRICTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }
}
