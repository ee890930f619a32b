package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.registry.RunRecord;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * No role can do less: each permission of each role is taken away in turn, and something fails. And
 * none can do more: the roles of one model do not reach another's.
 */
@Tag(Cloud.LOCAL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CloudExtension.class)
final class LeastPrivilegeIT {
  private static final String GUARDED_STACK = "sundial-local-guarded-model";
  private static final String TRAINING = "TrainingRole";
  private static final String SCHEDULE = "ScheduleRole";
  private static final String PREDICTION = "PredictionRole";

  private final Cloud cloud;
  private final Evidence evidence;
  private final Model guarded;
  private final Model other;

  LeastPrivilegeIT(Cloud cloud) {
    this.cloud = cloud;
    this.evidence = new Evidence(cloud);
    this.guarded = cloud.model("guarded");
    this.other = cloud.model("chosen");
  }

  @BeforeAll
  void putData() throws Exception {
    guarded.put("iris.csv", Checkout.iris());
    other.put("iris.csv", Checkout.iris());
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
    guarded.releaseLease();
  }

  @Test
  void theTrainingFunctionNeedsAllItMayDo() throws Exception {
    duties(this::trains, this::handsOverFailures).needAllOf(role(GUARDED_STACK, TRAINING));
  }

  @Test
  void theScheduleNeedsAllItMayDo() throws Exception {
    duties(this::startsOnTime, this::keepsUndelivered).needAllOf(role(GUARDED_STACK, SCHEDULE));
  }

  @Test
  void thePredictionFunctionNeedsAllItMayDo() throws Exception {
    duties(this::serves).needAllOf(role("sundial-local", PREDICTION));
  }

  /** So that what is shown of one model's roles holds for every model's. */
  @Test
  void everyOtherRoleIsTheSameForAnotherModel() {
    List<DeployedRole> others =
        DeployedRole.all(cloud).stream().filter(role -> role.stack().endsWith("-model")).toList();
    assertThat(others)
        .allSatisfy(
            role -> {
              String model = role.stack().replaceAll("^sundial-local-|-model$", "");
              assertThat(ofNobody(role.policy(), model))
                  .as(role.name())
                  .isEqualTo(ofNobody(role(GUARDED_STACK, role.kind()).policy(), "guarded"));
            });
    assertThat(others)
        .extracting(DeployedRole::kind)
        .containsOnly(
            TRAINING, SCHEDULE, "FirstLookScheduleRole"); // the last by LeastPrivilegeOfWatchersIT
    assertThat(others).extracting(DeployedRole::stack).contains("sundial-local-iris-model");
  }

  private static String ofNobody(String policy, String model) {
    String seedsData = "grain/2026/";
    return policy
        .replace(seedsData, "seeds/")
        .replaceAll("(?<![a-z0-9])" + model + "(?![a-z0-9])", "MODEL");
  }

  private Duties duties(Duties.Duty... duties) {
    return new Duties(cloud, this::clear, duties);
  }

  private DeployedRole role(String stack, String kind) {
    return DeployedRole.of(cloud, stack, kind);
  }

  /** A run is committed and announced though a reply of S3 was lost, and it is in the log. */
  private Optional<String> trains() {
    cloud.plant(
        "{'service':'s3','operation':'PutObject','function':'%s','mode':'drop-reply','count':1}"
            .formatted(guarded.function()));
    try {
      VersionId version = guarded.train("{}").version().orElseThrow();
      return logged(guarded.function(), version.value());
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  /** What fails ends in the failure queue. */
  private Optional<String> handsOverFailures() {
    guarded.holdLease();
    RunId unused = guarded.sendNewest();
    cloud.settle();
    return taken(Cloud.names().trainingFailureQueue(guarded.name()));
  }

  private Optional<String> startsOnTime() {
    RunId run = RunId.scheduled(cloud.fire(guarded.schedule()));
    Optional<String> neglected =
        guarded.registry().run(guarded.name(), run).map(RunRecord::state).isPresent()
            ? Optional.empty()
            : Optional.of("no training");
    Optional<String> unused = taken(Cloud.names().scheduleFailureQueue(guarded.name()));
    return neglected;
  }

  private Optional<String> keepsUndelivered() {
    guarded.aimSchedule("missing-function");
    var unused = cloud.fire(guarded.schedule());
    guarded.aimSchedule(guarded.function());
    return taken(Cloud.names().scheduleFailureQueue(guarded.name()));
  }

  /** New versions of two models serve, and the requests are in the log. */
  private Optional<String> serves() {
    VersionId one = guarded.train("{}").version().orElseThrow();
    VersionId two = other.train("{}").version().orElseThrow();
    cloud.advance(Duration.ofMinutes(1));
    return served(guarded, one)
        .or(() -> served(other, two))
        .or(() -> logged(Cloud.names().predictionFunction(), ""));
  }

  private static Optional<String> served(Model model, VersionId version) {
    HttpResponse<String> answer = model.predict(Flowers.SETOSA);
    String serving = answer.headers().firstValue("x-model-version").orElse("none");
    return serving.equals(version.value())
        ? Optional.empty()
        : Optional.of(model.name() + " is served by " + serving + ": " + answer.body());
  }

  /** The newest invocation of a function has lines in its log, one with these words. */
  private Optional<String> logged(String function, String words) {
    return evidence.isLogged(function, words)
        ? Optional.empty()
        : Optional.of("nothing in the log of " + function);
  }

  /** Empties a queue that must hold something. */
  private Optional<String> taken(String queue) {
    return evidence.taken(queue).isEmpty() ? Optional.of("nothing in " + queue) : Optional.empty();
  }

  @Test
  void aTrainingRoleReachesNothingOfAnotherModel() throws Exception {
    VersionId theirs = other.train("{}").version().orElseThrow();
    String scorer = other.registry().version(other.name(), theirs).orElseThrow().scorer().key();
    try (Clients clients = cloud.clients().as(role(GUARDED_STACK, TRAINING).arn())) {
      assertMay(() -> list(clients, "guarded/"));
      assertMay(() -> get(clients, guarded.dataBucket(), "guarded/iris.csv"));
      assertMay(() -> item(clients, guarded));
      assertMay(() -> query(clients, guarded, "(:v) = pk"));

      assertMayNot("s3:ListBucket", () -> list(clients, "chosen/"));
      assertMayNot("s3:ListBucket", () -> list(clients, ""));
      assertMayNot("s3:GetObject", () -> get(clients, other.dataBucket(), "chosen/iris.csv"));
      assertMayNot("s3:GetObject", () -> get(clients, other.artefactBucket(), scorer));
      assertMayNot("s3:PutObject", () -> write(clients, other.artefactBucket(), scorer));
      assertMayNot("s3:PutObject", () -> write(clients, guarded.dataBucket(), "guarded/new.csv"));
      assertMayNot("dynamodb:GetItem", () -> item(clients, other));
      assertMayNot("dynamodb:UpdateItem", () -> update(clients, other));
      assertMayNot("dynamodb:Query", () -> query(clients, other, "pk = :v"));
      assertMayNot("dynamodb:Query", () -> query(clients, other, ":v = pk"));
      assertMayNot("dynamodb:Query", () -> query(clients, other, "(pk) = (:v)"));
      assertMayNot("dynamodb:Scan", () -> scan(clients));
      assertMayNot(
          "lambda:InvokeFunction",
          () -> clients.lambda.invoke(r -> r.functionName(other.function())));
      assertMayNot("iam:ListRoles", () -> clients.iam.listRoles());
    }
    JsonNode refused = cloud.page("refused.json?limit=1").at("/refused/0");
    assertThat(refused.get("action").asText()).isEqualTo("iam:ListRoles");
    assertThat(refused.get("who").asText())
        .endsWith("assumed-role/" + role(GUARDED_STACK, TRAINING).name() + "/somebody");
  }

  private static void list(Clients clients, String prefix) {
    String bucket = Cloud.names().dataBucket("000000000000", "us-east-1");
    var unused = clients.s3.listObjectsV2(r -> r.bucket(bucket).prefix(prefix));
  }

  private static void get(Clients clients, String bucket, String key) {
    var unused = clients.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key));
  }

  private static void write(Clients clients, String bucket, String key) {
    var unused = clients.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  private static Map<String, AttributeValue> pointer(Model model) {
    return Map.of(
        RegistryKeys.PARTITION,
        AttributeValue.fromS(RegistryKeys.partition(model.name())),
        RegistryKeys.SORT,
        AttributeValue.fromS("POINTER"));
  }

  private static void item(Clients clients, Model model) {
    var unused =
        clients.dynamo.getItem(r -> r.tableName(Cloud.names().registryTable()).key(pointer(model)));
  }

  private static void update(Clients clients, Model model) {
    var unused =
        clients.dynamo.updateItem(
            r ->
                r.tableName(Cloud.names().registryTable())
                    .key(pointer(model))
                    .updateExpression("REMOVE championVersion"));
  }

  private static void query(Clients clients, Model model, String condition) {
    AttributeValue partition = AttributeValue.fromS(RegistryKeys.partition(model.name()));
    var unused =
        clients.dynamo.query(
            r ->
                r.tableName(Cloud.names().registryTable())
                    .keyConditionExpression(condition)
                    .expressionAttributeValues(Map.of(":v", partition)));
  }

  private static void scan(Clients clients) {
    var unused = clients.dynamo.scan(r -> r.tableName(Cloud.names().registryTable()));
  }

  private static void assertMay(ThrowingCallable call) {
    assertThatCode(call).doesNotThrowAnyException();
  }

  private static void assertMayNot(String action, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining("not authorized to perform: " + action)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode()).startsWith("AccessDenied"));
  }
}
