package dev.sundial.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.secrets.SecretResource.Declared;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretResourceTest {
  private static final String UNSET = "{'Name':'s/slack','SecretString':'unset'}";
  private static final String HELD = "a value that somebody put into the secret s/slack";

  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final Secrets secrets = new Secrets(store, clock);
  private final SecretResource type = new SecretResource(secrets);
  private final Deployment deployment =
      new Deployment("app", "Secret", 1, new Assets(Map.of()), false);

  private static Properties properties(String json) {
    try {
      return new Properties("R", (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private Declared declared(String json) {
    Properties properties = properties(json);
    Declared declared = type.read(properties);
    assertThat(properties.problems()).isEmpty();
    assertThat(properties.unasked()).isEmpty();
    return declared;
  }

  private String current() {
    return String.valueOf(secrets.get("s/slack").staged(StoredSecret.CURRENT).orElseThrow().text());
  }

  private void putByHand(String value) {
    secrets.put(secrets.get("s/slack"), "", SecretValue.of(value), Set.of(StoredSecret.CURRENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'KmsKeyId':'alias/own'} | R.KmsKeyId is supported as alias/aws/secretsmanager only",
        "{'SecretString':'a','GenerateSecretString':{}} | R.SecretString and GenerateSecretString",
        "{'GenerateSecretString':{'GenerateStringKey':'k'}} | R.GenerateSecretString.GenerateStringKey and SecretStringTemplate",
        "{'GenerateSecretString':{'PasswordLength':0}} | R.GenerateSecretString.PasswordLength must be from 1 to 4096",
        "{'GenerateSecretString':{'GenerateStringKey':'k','SecretStringTemplate':'[]'}} | R.GenerateSecretString.SecretStringTemplate must be a JSON object",
      })
  void refusesWhatItCannotDo(String json, String problem) {
    Properties properties = properties(json);
    type.read(properties);
    assertThat(properties.problems()).singleElement().asString().startsWith(problem.strip());
  }

  @Test
  void leavesOtherPropertiesToBeRefusedByName() {
    Properties properties =
        properties(
            "{'Name':'s','ReplicaRegions':[],'GenerateSecretString':{'PasswordLength':8,'X':1}}");
    type.read(properties);
    assertThat(properties.unasked())
        .containsExactly("R.ReplicaRegions", "R.GenerateSecretString.X");
  }

  @Test
  void onlyAnotherNameReplacesIt() {
    Declared before = declared(UNSET);
    assertThat(type.replacement(before, declared("{'Name':'t','SecretString':'unset'}")))
        .contains("Name changed");
    assertThat(type.replacement(before, declared("{'SecretString':'unset'}")))
        .contains("Name changed");
    assertThat(
            type.replacement(
                before, declared("{'Name':'s/slack','Description':'d','SecretString':'x'}")))
        .isEmpty();
    assertThat(type.givenName(before)).contains("s/slack");
  }

  @Test
  void givesItsArnForRefAndId() {
    Resource made = type.create(declared(UNSET), deployment);
    assertThat(made.physicalId()).isEqualTo(secrets.get("s/slack").arn());
    assertThat(made.attributes()).containsExactly(Map.entry("Id", made.physicalId()));
    assertThat(type.attributes()).containsExactly("Id");
    String unnamed = type.create(declared("{}"), deployment).physicalId();
    assertThat(unnamed).contains(":secret:" + deployment.physicalName(64) + "-");
  }

  @Test
  void isTakenOverWithItsValue() {
    type.create(declared(UNSET), deployment);
    putByHand("mine");

    Resource again = type.create(declared(UNSET), deployment);

    assertThat(current()).isEqualTo("mine");
    assertThat(type.holds(again)).contains(HELD);
  }

  @Test
  void isChangedInPlaceAndItsValueOnlyWhenTheTemplatesIs() {
    Declared before = declared(UNSET);
    Resource made = type.create(before, deployment);
    Declared described = declared("{'Name':'s/slack','SecretString':'unset','Description':'d'}");

    Resource same = type.update(made, before, described, deployment);
    assertThat(same).isEqualTo(made);
    assertThat(secrets.get("s/slack").description()).isEqualTo("d");
    assertThat(secrets.get("s/slack").versions()).hasSize(1);

    type.update(made, described, declared("{'Name':'s/slack','SecretString':'x'}"), deployment);
    assertThat(current()).isEqualTo("x");
    assertThat(secrets.get("s/slack").description()).isEmpty();
  }

  @Test
  void isMadeAgainWhenSomebodyDeletedIt() {
    Declared declared = declared(UNSET);
    Resource made = type.create(declared, deployment);
    secrets.delete("s/slack");

    Resource again = type.update(made, declared, declared, deployment);

    assertThat(again.physicalId()).isNotEqualTo(made.physicalId());
    assertThat(current()).isEqualTo("unset");
  }

  @Test
  void holdsNothingThatTheTemplateSaid() {
    Declared before = declared(UNSET);
    Resource made = type.create(before, deployment);
    assertThat(type.holds(made)).isEmpty();

    Declared after = declared("{'Name':'s/slack','SecretString':'other'}");
    type.update(made, before, after, deployment);
    assertThat(type.holds(made)).isEmpty();
    Resource generated = type.create(declared("{'Name':'g'}"), deployment);
    assertThat(type.holds(generated)).isEmpty();
  }

  @Test
  void holdsWhatSomebodyPutUntilItIsAsTheTemplateSaysAgain() {
    Resource made = type.create(declared(UNSET), deployment);
    putByHand("mine");
    assertThat(type.holds(made)).contains(HELD);

    putByHand("unset");
    assertThat(type.holds(made)).isEmpty();
    putByHand("yours");
    assertThat(type.holds(made)).contains(HELD);
    assertThat(type.holds(made).orElseThrow()).doesNotContain("yours");
    Secrets restarted = new Secrets(store, clock);
    assertThat(new SecretResource(restarted).holds(made)).contains(HELD);
  }

  @Test
  void holdsTheValueOfWhoeverMadeTheSecretBeforeTheTemplate() {
    secrets.create("s/slack", "", "", Map.of(), "", Optional.of(SecretValue.of("mine")));
    assertThat(type.holds(type.create(declared(UNSET), deployment))).contains(HELD);
  }

  @Test
  void holdsNothingOfASecretThatSomebodyGaveUp() {
    Resource made = type.create(declared(UNSET), deployment);
    putByHand("mine");
    secrets.mark(secrets.get("s/slack"), Duration.ofDays(7));
    assertThat(type.holds(made)).isEmpty();
  }

  @Test
  void isDeletedAtOnceAndTwice() {
    Resource made = type.create(declared(UNSET), deployment);
    type.delete(made, deployment);
    type.delete(made, deployment);
    assertThat(secrets.all()).isEmpty();
    assertThat(type.holds(made)).isEmpty();
  }
}
