package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import dev.sundial.registry.RunRecord;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Model guarded;
  private final Model other;

  LeastPrivilegeIT(Cloud cloud) {
    this.cloud = cloud;
    this.guarded = cloud.model("guarded");
    this.other = cloud.model("chosen");
  }

  /** Something a role is for; says what went wrong, if anything did. */
  private interface Duty {
    Optional<String> neglected() throws Exception;
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
    sweep(role(GUARDED_STACK, TRAINING), this::trains, this::handsOverFailures);
  }

  @Test
  void theScheduleNeedsAllItMayDo() throws Exception {
    sweep(role(GUARDED_STACK, SCHEDULE), this::startsOnTime, this::keepsUndelivered);
  }

  @Test
  void thePredictionFunctionNeedsAllItMayDo() throws Exception {
    sweep(role("sundial-local", PREDICTION), this::serves);
  }

  /** So that what is shown of one model's roles holds for every model's. */
  @Test
  void everyOtherRoleIsTheSameForAnotherModel() {
    List<DeployedRole> others =
        roles().stream().filter(role -> role.stack().endsWith("-model")).toList();
    assertThat(others)
        .allSatisfy(
            role -> {
              String model = role.stack().replaceAll("^sundial-local-|-model$", "");
              assertThat(ofNobody(policy(role), model))
                  .as(role.name())
                  .isEqualTo(ofNobody(policy(role(GUARDED_STACK, role.kind())), "guarded"));
            });
    assertThat(others).extracting(DeployedRole::kind).contains(TRAINING, SCHEDULE);
    assertThat(others).extracting(DeployedRole::stack).contains("sundial-local-iris-model");
  }

  private static String ofNobody(String policy, String model) {
    String seedsData = "grain/2026/";
    return policy
        .replace(seedsData, "seeds/")
        .replaceAll("(?<![a-z0-9])" + model + "(?![a-z0-9])", "MODEL");
  }

  private void sweep(DeployedRole role, Duty... duties) throws Exception {
    String whole = policy(role);
    assertThat(neglected(duties)).as("with all permissions").isEmpty();
    List<String> needless = new ArrayList<>();
    List<NarrowedPolicy> all = NarrowedPolicy.of(whole);
    try {
      for (NarrowedPolicy narrowed : all) {
        put(role, narrowed.document());
        Instant since = cloud.now();
        if (neglected(duties).isEmpty()) {
          needless.add(narrowed.what());
        }
        assertThat(refusedTo(role, since)).as(narrowed.what()).contains(narrowed.action());
      }
    } finally {
      put(role, whole);
    }
    assertThat(all).isNotEmpty();
    assertThat(needless).as("what nothing needs of %s", role.name()).isEmpty();
    assertThat(neglected(duties)).as("with all permissions again").isEmpty();
  }

  /** So that what fails does so for what was taken away, not for what an earlier step left. */
  private List<String> refusedTo(DeployedRole role, Instant since) {
    List<String> actions = new ArrayList<>();
    for (JsonNode refusal : cloud.page("refused.json?limit=500").get("refused")) {
      if (refusal.get("who").asText().contains("assumed-role/" + role.name() + "/")
          && !Instant.parse(refusal.get("at").asText()).isBefore(since)) {
        actions.add(refusal.get("action").asText());
      }
    }
    return actions;
  }

  private Optional<String> neglected(Duty... duties) throws Exception {
    for (Duty duty : duties) {
      Optional<String> neglected = duty.neglected();
      clear();
      if (neglected.isPresent()) {
        return neglected;
      }
    }
    return Optional.empty();
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
    String request =
        cloud
            .page("invocations.json?limit=1&function=" + function)
            .at("/invocations/0/requestId")
            .asText();
    JsonNode lines =
        cloud.page("logs.json?group=" + ResourceNames.logGroup(function) + "&filter=" + request);
    JsonNode worded =
        cloud.page("logs.json?group=" + ResourceNames.logGroup(function) + "&filter=" + words);
    return lines.get("lines").isEmpty() || worded.get("lines").isEmpty()
        ? Optional.of("nothing of " + request + " in the log")
        : Optional.empty();
  }

  /** Empties a queue that must hold something. */
  private Optional<String> taken(String queue) {
    String url = cloud.clients().sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    var messages = cloud.clients().sqs.receiveMessage(r -> r.queueUrl(url)).messages();
    messages.forEach(
        message ->
            cloud
                .clients()
                .sqs
                .deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
    return messages.isEmpty() ? Optional.of("nothing in " + queue) : Optional.empty();
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

  /**
   * A role of the templates.
   *
   * @param kind its logical id without the hash, such as {@code TrainingRole}
   */
  private record DeployedRole(String stack, String kind, String name) {
    String arn() {
      return "arn:aws:iam::000000000000:role/" + name;
    }
  }

  private List<DeployedRole> roles() {
    List<DeployedRole> roles = new ArrayList<>();
    for (JsonNode stack : cloud.page("resources.json").get("stacks")) {
      for (JsonNode resource : stack.get("resources")) {
        if (resource.get("type").asText().equals("AWS::IAM::Role")) {
          roles.add(
              new DeployedRole(
                  stack.get("name").asText(),
                  resource.get("logicalId").asText().replaceAll("[0-9A-F]{8}$", ""),
                  resource.get("physicalId").asText()));
        }
      }
    }
    return roles;
  }

  private DeployedRole role(String stack, String kind) {
    return roles().stream()
        .filter(role -> role.stack().equals(stack) && role.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private String policy(DeployedRole role) {
    String encoded =
        cloud
            .clients()
            .iam
            .getRolePolicy(r -> r.roleName(role.name()).policyName(onlyPolicy(role)))
            .policyDocument();
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private void put(DeployedRole role, String document) {
    String policy = onlyPolicy(role);
    cloud
        .clients()
        .iam
        .putRolePolicy(r -> r.roleName(role.name()).policyName(policy).policyDocument(document));
  }

  private String onlyPolicy(DeployedRole role) {
    List<String> names =
        cloud.clients().iam.listRolePolicies(r -> r.roleName(role.name())).policyNames();
    assertThat(names).as(role.name()).hasSize(1);
    return names.getFirst();
  }
}
