package dev.sundial.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsServiceTest {
  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final Secrets secrets = new Secrets(StateStore.inMemory(), clock);
  private final SecretResource type = new SecretResource(secrets);
  private ClientEndpoint endpoint;
  private SecretsManagerClient client;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(SecretsService.of(secrets));
    client = endpoint.client(SecretsManagerClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  private String value(String id) {
    return client.getSecretValue(r -> r.secretId(id)).secretString();
  }

  @Test
  void isFoundByNameArnAndPartOfTheArn() {
    String arn = client.createSecret(r -> r.name("s/slack").secretString("one")).arn();

    assertThat(arn)
        .matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:s/slack-[A-Za-z0-9]{6}");
    assertThat(value("s/slack")).isEqualTo("one");
    assertThat(value(arn)).isEqualTo("one");
    assertThat(value(arn.substring(0, arn.length() - 7))).isEqualTo("one");
    assertThatThrownBy(() -> value(arn.substring(0, arn.length() - 1) + "!"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.createSecret(r -> r.name("s/slack").secretString("two")))
        .isInstanceOf(ResourceExistsException.class);
  }

  @Test
  void refusesTokensThatAreMadeUpAndTagKeysOfAws() {
    client.createSecret(r -> r.name("s").secretString("one"));

    assertThatThrownBy(() -> client.listSecrets(r -> r.nextToken("cnViYmlzaA==")))
        .isInstanceOf(InvalidNextTokenException.class);
    assertThatThrownBy(
            () -> client.listSecretVersionIds(r -> r.secretId("s").nextToken("cnViYmlzaA==")))
        .isInstanceOf(InvalidNextTokenException.class);
    assertThatThrownBy(
            () -> client.tagResource(r -> r.secretId("s").tags(t -> t.key("aws:a").value("v"))))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                client.createSecret(
                    r -> r.name("t").secretString("one").tags(t -> t.key("Aws:a").value("v"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Aws:a");
    assertThat(client.listSecrets().secretList()).hasSize(1);
  }

  @Test
  void movesTheLabelsWithEachValue() {
    client.createSecret(r -> r.name("s").secretString("one"));
    client.putSecretValue(r -> r.secretId("s").secretString("two"));
    client.putSecretValue(r -> r.secretId("s").secretBinary(SdkBytes.fromUtf8String("three")));

    assertThat(client.getSecretValue(r -> r.secretId("s")).secretBinary().asUtf8String())
        .isEqualTo("three");
    assertThat(
            client.getSecretValue(r -> r.secretId("s").versionStage("AWSPREVIOUS")).secretString())
        .isEqualTo("two");
    assertThat(client.listSecretVersionIds(r -> r.secretId("s")).versions()).hasSize(2);
    assertThat(client.listSecretVersionIds(r -> r.secretId("s").includeDeprecated(true)).versions())
        .hasSize(3);
    assertThat(client.describeSecret(r -> r.secretId("s")).versionIdsToStages()).hasSize(2);
  }

  @Test
  void takesATokenOnceAndTheSameAgain() {
    String token = "11111111-1111-1111-1111-111111111111";
    client.createSecret(r -> r.name("s").secretString("one"));
    client.putSecretValue(r -> r.secretId("s").secretString("two").clientRequestToken(token));
    client.putSecretValue(r -> r.secretId("s").secretString("two").clientRequestToken(token));

    assertThatThrownBy(
            () ->
                client.putSecretValue(
                    r -> r.secretId("s").secretString("three").clientRequestToken(token)))
        .isInstanceOf(ResourceExistsException.class)
        .hasMessageNotContaining("three");
    assertThat(client.getSecretValue(r -> r.secretId("s").versionId(token)).secretString())
        .isEqualTo("two");
    assertThat(
            client.getSecretValue(r -> r.secretId("s").versionStage("AWSPREVIOUS")).secretString())
        .isEqualTo("one");
  }

  @Test
  void isRestorableUntilTheWindowIsOver() {
    client.createSecret(r -> r.name("s").secretString("one"));
    client.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));
    assertThatThrownBy(() -> value("s")).isInstanceOf(InvalidRequestException.class);

    clock.advance(Duration.ofDays(7).minusMillis(1));
    client.restoreSecret(r -> r.secretId("s"));
    assertThat(value("s")).isEqualTo("one");

    client.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));
    clock.advance(Duration.ofDays(7));
    assertThatThrownBy(() -> client.restoreSecret(r -> r.secretId("s")))
        .isInstanceOf(ResourceNotFoundException.class);
    client.createSecret(r -> r.name("s").secretString("two"));
    client.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));
    assertThat(client.listSecrets().secretList()).isEmpty();
  }

  @Test
  void aForcedDeletionNeedsNoSecret() {
    String prefix = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    var byName = client.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));
    assertThat(byName.name()).isEqualTo("s");
    assertThat(byName.arn()).isEqualTo(prefix + "s");
    assertThat(byName.deletionDate()).isEqualTo(clock.instant());
    var byArn =
        client.deleteSecret(r -> r.secretId(prefix + "s-AbCdEf").forceDeleteWithoutRecovery(true));
    assertThat(byArn.name()).isEqualTo("s");
    assertThat(byArn.arn()).isEqualTo(prefix + "s-AbCdEf");
    assertThatThrownBy(() -> client.deleteSecret(r -> r.secretId("s")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aForcedDeletionTakesWhatIsMarked() {
    String arn = client.createSecret(r -> r.name("s").secretString("one")).arn();
    client.deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));

    var deleted = client.deleteSecret(r -> r.secretId("s").forceDeleteWithoutRecovery(true));

    assertThat(deleted.arn()).isEqualTo(arn);
    assertThat(client.listSecrets(r -> r.includePlannedDeletion(true)).secretList()).isEmpty();
    client.createSecret(r -> r.name("s").secretString("two"));
    assertThat(value("s")).isEqualTo("two");
  }

  @Test
  void creatingAgainWithTheSameTokenChangesNothing() {
    String token = "11111111-1111-1111-1111-111111111111";
    var first = client.createSecret(r -> r.name("s").secretString("one").clientRequestToken(token));
    var second =
        client.createSecret(r -> r.name("s").secretString("one").clientRequestToken(token));

    assertThat(second.arn()).isEqualTo(first.arn());
    assertThat(second.versionId()).isEqualTo(first.versionId()).isEqualTo(token);
    assertThatThrownBy(
            () ->
                client.createSecret(r -> r.name("s").secretString("two").clientRequestToken(token)))
        .isInstanceOf(ResourceExistsException.class)
        .hasMessageContaining(token)
        .hasMessageNotContaining("two");
    client.deleteSecret(r -> r.secretId("s"));
    assertThatThrownBy(
            () ->
                client.createSecret(r -> r.name("s").secretString("one").clientRequestToken(token)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("scheduled for deletion");
  }

  @Test
  void aSecretIsNeverKeptWithoutTheValueItWasCreatedWith() {
    assertThatThrownBy(() -> client.createSecret(r -> r.name("s").secretString("x".repeat(65_537))))
        .hasMessageContaining("65536");
    assertThat(client.listSecrets().secretList()).isEmpty();
  }

  @Test
  void theFirstValueIsCurrentBesideTheLabelsAskedFor() {
    client.createSecret(r -> r.name("s"));

    var first =
        client.putSecretValue(
            r -> r.secretId("s").secretString("one").versionStages("blue", "green"));

    assertThat(first.versionStages()).containsExactly("AWSCURRENT", "blue", "green");
    assertThat(client.getSecretValue(r -> r.secretId("s").versionStage("blue")).secretString())
        .isEqualTo("one");
    assertThat(value("s")).isEqualTo("one");
    client.putSecretValue(r -> r.secretId("s").secretString("two").versionStages("blue"));
    assertThat(value("s")).isEqualTo("one");
    assertThat(client.getSecretValue(r -> r.secretId("s").versionStage("blue")).secretString())
        .isEqualTo("two");
  }

  private SecretResource.Declared declared(String json) throws Exception {
    return type.read(
        new Properties("s", (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'))));
  }

  @Test
  void aDeploymentKeepsTheValueThatSomebodyPut() throws Exception {
    Deployment deployment = new Deployment("stack", "Secret", 1, new Assets(Map.of()), false);
    SecretResource.Declared before = declared("{'Name':'s','SecretString':'unset'}");
    Resource resource = type.create(before, deployment);
    assertThat(value(resource.physicalId())).isEqualTo("unset");
    client.putSecretValue(r -> r.secretId("s").secretString("put by hand"));

    SecretResource.Declared described =
        declared("{'Name':'s','SecretString':'unset','Description':'new'}");
    type.update(resource, before, described, deployment);
    assertThat(value("s")).isEqualTo("put by hand");
    assertThat(client.describeSecret(r -> r.secretId("s")).description()).isEqualTo("new");
    assertThat(type.holds(resource)).contains("a value that somebody put into the secret s");

    SecretResource.Declared changed = declared("{'Name':'s','SecretString':'other'}");
    type.update(resource, described, changed, deployment);
    assertThat(value("s")).isEqualTo("other");
    assertThat(changed.toString()).doesNotContain("other");
  }

  @Test
  void makesUpWhatTheTemplateAsksFor() throws Exception {
    Deployment deployment = new Deployment("stack", "Secret", 1, new Assets(Map.of()), false);
    type.create(
        declared(
            "{'Name':'g','GenerateSecretString':{'SecretStringTemplate':'{\\'user\\':\\'a\\'}',"
                + "'GenerateStringKey':'password','PasswordLength':20,'ExcludePunctuation':true}}"),
        deployment);

    assertThat(new ObjectMapper().readTree(value("g")).path("user").asText()).isEqualTo("a");
    assertThat(new ObjectMapper().readTree(value("g")).path("password").asText())
        .matches("[A-Za-z0-9]{20}");
  }
}
