package dev.sundial.local.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

final class StsApiTest {
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
          + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";

  private final HandClock clock = new HandClock("2026-11-20T03:15:00Z");
  private final StateStore state = StateStore.inMemory();
  private final Roles roles = new Roles(state, clock);
  private final Sessions sessions = new Sessions(state, clock);
  private final ClientEndpoint endpoint;
  private final StsClient client;
  private String roleArn = "";

  StsApiTest() throws Exception {
    endpoint =
        new ClientEndpoint(new StsApi(roles, sessions, function -> Optional.empty()).service());
    client = endpoint.client(StsClient.builder());
  }

  @BeforeEach
  void deployARole() throws Exception {
    roleArn = create(roles.resourceTypes().getFirst()).attributes().getOrDefault("Arn", "");
  }

  private static <D> Resource create(ResourceType<D> type) throws Exception {
    ObjectNode properties =
        (ObjectNode)
            new ObjectMapper()
                .readTree("{\"RoleName\":\"trainer\",\"AssumeRolePolicyDocument\":" + TRUST + "}");
    return type.create(
        type.read(new Properties("app/Role", properties)),
        new Deployment("app", "Role", 1, Assets.none(), false));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  @Test
  void anyOtherKeyIsTheAdministrator() {
    assertThat(client.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(client.getCallerIdentity().account()).isEqualTo("000000000000");
  }

  @Test
  void handsOutKeysThatAreKnownByTheRole() {
    AssumeRoleResponse assumed =
        client.assumeRole(r -> r.roleArn(roleArn).roleSessionName("me").durationSeconds(900));

    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/trainer/me");
    assertThat(assumed.credentials().expiration()).isEqualTo(Instant.parse("2026-11-20T03:30:00Z"));
    String key = assumed.credentials().accessKeyId();
    try (StsClient asRole =
        StsClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key, assumed.credentials().secretAccessKey())))
            .build()) {
      assertThat(asRole.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::000000000000:assumed-role/trainer/me");
    }
    assertThat(sessions.find(key)).map(Session::roleArn).contains(roleArn);
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(sessions.find(key)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(sessions.find(key)).isEmpty();
  }

  @Test
  void refusesRolesThatDoNotExist() {
    assertThatThrownBy(
            () ->
                client.assumeRole(
                    r -> r.roleArn("arn:aws:iam::000000000000:role/no").roleSessionName("me")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            });
  }

  @Test
  void refusesWhatItCannotDoByName() {
    assertThatThrownBy(
            () -> client.assumeRole(r -> r.roleArn(roleArn).roleSessionName("me").policy("{}")))
        .hasMessageContaining("Policy is not supported");
    assertThatThrownBy(client::getSessionToken).hasMessageContaining("GetSessionToken");
    assertThatThrownBy(() -> client.assumeRole(r -> r.roleArn(roleArn).roleSessionName("not me")))
        .hasMessageContaining("roleSessionName");
    assertThatThrownBy(
            () ->
                client.assumeRole(
                    r -> r.roleArn(roleArn).roleSessionName("me").durationSeconds(3601)))
        .hasMessageContaining("MaxSessionDuration");
  }
}
