package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies edited by hand in a {@code cdk.out}: what is deployed counts, or is refused by name. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Cloud.LOCAL)
final class EditedPoliciesIT {
  private static final String STACK = "sundial-local-guarded-model";

  private final Cloud cloud;
  private final Model guarded;

  EditedPoliciesIT(Cloud cloud) {
    this.cloud = cloud;
    this.guarded = cloud.model("guarded");
  }

  @BeforeAll
  void putData() throws Exception {
    guarded.put("iris.csv", Checkout.iris());
  }

  @AfterEach
  void deployWhatIsRight() {
    cloud.deploy(cloud.templates());
    assertThat(guarded.train("{}").version()).isPresent();
  }

  @Test
  void anActionThatWasRemovedIsMissed(@TempDir Path folder) throws IOException {
    deploy(
        folder,
        "TrainingRole",
        role -> statement(role, "WriteOwnArtefacts").put("Action", "s3:GetObject"));
    assertRefused("s3:PutObject", "because no identity-based policy allows");
  }

  @Test
  void aResourceThatWasNarrowedIsOutOfReach(@TempDir Path folder) throws IOException {
    deploy(
        folder,
        "TrainingRole",
        role ->
            statement(role, "ReadOwnData").put("Resource", "arn:aws:s3:::sundial-local-data-*/x"));
    assertRefused("s3:GetObject", "because no identity-based policy allows");
  }

  @Test
  void aDenialThatWasAddedWins(@TempDir Path folder) throws IOException {
    deploy(
        folder,
        "TrainingRole",
        role -> {
          ObjectNode denial = statement(role, "ReadOwnData").deepCopy();
          denial.put("Sid", "No").put("Effect", "Deny");
          ((ArrayNode) role.at("/Policies/0/PolicyDocument/Statement")).add(denial);
        });
    assertRefused("s3:GetObject", "with an explicit deny in an identity-based policy");
  }

  @Test
  void aFunctionWhoseRoleTrustsSomebodyElseDoesNotRun(@TempDir Path folder) throws IOException {
    deploy(folder, "TrainingRole", role -> trust(role, "ec2.amazonaws.com"));
    assertThatThrownBy(() -> guarded.train("{}")).hasMessageContaining("be assumed by Lambda");
  }

  @Test
  void aScheduleWhoseRoleTrustsSomebodyElseStartsNothing(@TempDir Path folder) throws IOException {
    deploy(folder, "ScheduleRole", role -> trust(role, "events.amazonaws.com"));
    int before = guarded.attempts().size();
    var unused = cloud.fire(guarded.schedule());
    assertThat(guarded.attempts()).hasSize(before);
    JsonNode refusal = cloud.page("refused.json?limit=1").at("/refused/0");
    assertThat(refusal.get("action").asText()).isEqualTo("sts:AssumeRole");
    assertThat(refusal.get("who").asText()).isEqualTo("scheduler.amazonaws.com");
  }

  private static void trust(ObjectNode role, String service) {
    ((ObjectNode) role.at("/AssumeRolePolicyDocument/Statement/0"))
        .putObject("Principal")
        .put("Service", service);
  }

  /** Nobody is left who may take what fails, so that it stays with Lambda and is not lost. */
  @Test
  void aQueueThatDeniesEverybodyTakesNothing(@TempDir Path folder) throws IOException {
    deploy(
        folder,
        "TrainingFailuresPolicy",
        policy -> ((ObjectNode) policy.at("/PolicyDocument/Statement/0")).remove("Condition"));
    guarded.holdLease();
    var unused = guarded.sendNewest();
    cloud.settle();
    guarded.releaseLease();
    JsonNode refusal = cloud.page("refused.json?limit=1").at("/refused/0");
    assertThat(refusal.get("action").asText()).isEqualTo("sqs:SendMessage");
    assertThat(refusal.get("why").asText())
        .isEqualTo("with an explicit deny in a resource-based policy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TrainingRole|/Policies/0/PolicyDocument/Statement/0|Condition|{'StringLikes':{'s3:prefix':'x'}}|StringLikes is not a condition operator",
        "TrainingRole|/Policies/0/PolicyDocument/Statement/0|Condition|{'StringLike':{'s3:moon':'x'}}|is a condition key that the local cloud cannot tell",
        "TrainingRole|/Policies/0/PolicyDocument/Statement/0|Resource|'data'|must be in ARN format",
        "TrainingFailuresPolicy|/PolicyDocument/Statement/0|Principal||must say Principal or NotPrincipal",
        "TrainingFailuresPolicy|/PolicyDocument/Statement/0|Principal|{}|must name somebody",
      })
  void whatMeansNothingIsRefusedByName(
      String resource,
      String statement,
      String element,
      @Nullable String value,
      String why,
      @TempDir Path folder)
      throws IOException {
    assertThatThrownBy(
            () ->
                deploy(
                    folder,
                    resource,
                    properties -> {
                      ObjectNode edited = (ObjectNode) properties.at(statement);
                      edited.remove(element);
                      if (value != null) {
                        edited.set(element, Cloud.parse(value.replace('\'', '"')));
                      }
                    }))
        .hasMessageContaining(why);
  }

  private void deploy(Path folder, String logicalId, Consumer<ObjectNode> change)
      throws IOException {
    EditedTemplates edited = new EditedTemplates(cloud.templates(), folder.resolve("cdk.out"));
    edited.edit(STACK, logicalId, change);
    cloud.deploy(edited.folder());
  }

  private static ObjectNode statement(ObjectNode role, String sid) {
    for (JsonNode statement : role.at("/Policies/0/PolicyDocument/Statement")) {
      if (statement.path("Sid").asText().equals(sid)) {
        return (ObjectNode) statement;
      }
    }
    throw new IllegalArgumentException("there is no statement " + sid);
  }

  /** A training fails by a refusal that the caller, the log and the page tell of. */
  private void assertRefused(String action, String why) {
    assertThatThrownBy(() -> guarded.train("{}")).hasMessageContaining(action);
    JsonNode refusal = cloud.page("refused.json?limit=1").at("/refused/0");
    assertThat(refusal.get("action").asText()).isEqualTo(action);
    assertThat(refusal.get("why").asText()).startsWith(why);
    assertThat(refusal.get("who").asText()).endsWith("/" + guarded.function());
  }
}
