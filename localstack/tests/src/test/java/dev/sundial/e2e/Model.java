package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.registry.ArtefactRef;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.LedgerEntry.Action;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** One model of the stage, as its owner uses it. */
record Model(Cloud cloud, ModelName name) {
  private static final String ACCOUNT = "000000000000";
  private static final String REGION = "us-east-1";
  private static final int ALL = 1_000;

  String dataBucket() {
    return Cloud.names().dataBucket(ACCOUNT, REGION);
  }

  String artefactBucket() {
    return Cloud.names().artefactBucket(ACCOUNT, REGION);
  }

  String function() {
    return Cloud.names().trainingFunction(name);
  }

  String schedule() {
    return Cloud.names().schedule(name);
  }

  /** Puts an object below the model's prefix. */
  void put(String file, String text) {
    put(file, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(String file, byte[] bytes) {
    cloud
        .clients()
        .s3
        .putObject(
            r -> r.bucket(dataBucket()).key(name + "/" + file), RequestBody.fromBytes(bytes));
  }

  /** Makes this file the model's only data. */
  void replaceData(String file, byte[] bytes) {
    List<S3Object> before =
        cloud.clients().s3.listObjectsV2(r -> r.bucket(dataBucket()).prefix(name + "/")).contents();
    before.forEach(
        object -> cloud.clients().s3.deleteObject(r -> r.bucket(dataBucket()).key(object.key())));
    put(file, bytes);
  }

  /**
   * Invokes the training function and waits.
   *
   * @param event JSON with ' for "
   */
  TrainingAnswer train(String event) {
    InvokeResponse answer =
        cloud
            .clients()
            .lambda
            .invoke(
                r ->
                    r.functionName(function())
                        .payload(SdkBytes.fromUtf8String(event.replace('\'', '"'))));
    if (answer.functionError() != null) {
      throw new IllegalStateException(answer.payload().asUtf8String());
    }
    return TrainingAnswer.fromJson(answer.payload().asUtf8String());
  }

  /** Queues an event for the training function, as a schedule does. */
  void send(String event) {
    cloud
        .clients()
        .lambda
        .invoke(
            r ->
                r.functionName(function())
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event.replace('\'', '"'))));
  }

  /** Queues the event of a scheduled run that nobody sent before, newer than all that ended. */
  RunId sendNewest() {
    return resend(newest(pointer().latest().map(VersionId::time)));
  }

  /** The same for a run newer than another, which may not have ended. */
  RunId sendNewest(RunId after) {
    return resend(newest(after.scheduledTime()));
  }

  /** Queues the event of a scheduled run. */
  RunId resend(RunId run) {
    send("{'model':'%s','scheduledTime':'%s'}".formatted(name, run.scheduledTime().orElseThrow()));
    return run;
  }

  private RunId newest(Optional<Instant> latest) {
    Instant now = cloud.now().truncatedTo(ChronoUnit.SECONDS);
    return RunId.scheduled(
        latest.map(time -> time.plusSeconds(1)).filter(next -> next.isAfter(now)).orElse(now));
  }

  RegistryReader registry() {
    return new RegistryReader(cloud.clients().dynamo, Cloud.names().registryTable());
  }

  ServingPointer pointer() {
    return registry().pointer(name);
  }

  /** Newest first. */
  List<ModelVersion> versions() {
    return registry().versions(name, ALL);
  }

  List<LedgerEntry> ledger() {
    return registry().ledger(name, 1, ALL);
  }

  /** Asks the API. */
  HttpResponse<String> predict(String body) {
    return cloud.api("POST", "/models/" + name + "/predict", body);
  }

  /** The versions of one run. */
  List<ModelVersion> versionsOf(RunId run) {
    return versions().stream().filter(version -> version.run().equals(run)).toList();
  }

  /** The ledger entries of one run. */
  List<LedgerEntry> entriesOf(RunId run) {
    return ledger().stream().filter(entry -> entry.run().equals(Optional.of(run))).toList();
  }

  /** The attempts to invoke the training function, oldest first. */
  List<JsonNode> attempts() {
    List<JsonNode> attempts = new ArrayList<>();
    cloud
        .page("invocations.json?limit=5000&function=" + function())
        .get("invocations")
        .forEach(attempts::addFirst);
    return attempts;
  }

  /** Those that were about a scheduled run. */
  List<JsonNode> attemptsOf(RunId run) {
    String due = run.scheduledTime().orElseThrow().toString();
    return attempts().stream()
        .filter(attempt -> attempt.get("payload").asText().contains(due))
        .toList();
  }

  /** As if another training of the model went on for ever: every attempt throws at once. */
  void holdLease() {
    Map<String, AttributeValue> lease = new LinkedHashMap<>(leaseKey());
    lease.put("leaseToken", AttributeValue.fromN("1"));
    lease.put("validUntil", AttributeValue.fromN("99999999999999"));
    lease.put("heldBy", AttributeValue.fromS("the test"));
    cloud.clients().dynamo.putItem(r -> r.tableName(Cloud.names().registryTable()).item(lease));
  }

  void releaseLease() {
    cloud
        .clients()
        .dynamo
        .updateItem(
            r ->
                r.tableName(Cloud.names().registryTable())
                    .key(leaseKey())
                    .updateExpression("SET validUntil = :released")
                    .expressionAttributeValues(Map.of(":released", AttributeValue.fromN("0"))));
  }

  /** As if the failure of a run was announced, and then a crash came. */
  void listFailure(RunId run) {
    cloud
        .clients()
        .dynamo
        .updateItem(
            r ->
                r.tableName(Cloud.names().registryTable())
                    .key(key("POINTER"))
                    .updateExpression("ADD unannouncedFailures :failure")
                    .expressionAttributeValues(
                        Map.of(":failure", AttributeValue.fromSs(List.of(run + "/1")))));
  }

  private Map<String, AttributeValue> leaseKey() {
    return key("LEASE");
  }

  private Map<String, AttributeValue> key(String sort) {
    return Map.of(
        RegistryKeys.PARTITION,
        AttributeValue.fromS(RegistryKeys.partition(name)),
        RegistryKeys.SORT,
        AttributeValue.fromS(sort));
  }

  /** Aims the model's schedule at another function of that name. */
  void aimSchedule(String function) {
    GetScheduleResponse now = cloud.clients().scheduler.getSchedule(r -> r.name(schedule()));
    String arn = now.target().arn().replaceFirst("[^:]+$", function);
    cloud
        .clients()
        .scheduler
        .updateSchedule(
            r ->
                r.name(now.name())
                    .scheduleExpression(now.scheduleExpression())
                    .scheduleExpressionTimezone(now.scheduleExpressionTimezone())
                    .flexibleTimeWindow(now.flexibleTimeWindow())
                    .state(now.state())
                    .target(now.target().toBuilder().arn(arn).build()));
  }

  /**
   * What holds whatever happened: the pointer names an object that is what its row says, ledger and
   * versions fit together, everything was announced and arrived.
   */
  void assertConsistent() {
    ServingPointer pointer = pointer();
    List<LedgerEntry> ledger = ledger();
    List<ModelVersion> versions = versions();
    pointer.champion().ifPresent(champion -> assertWhole(champion.scorer()));
    assertThat(ledger)
        .extracting(LedgerEntry::sequence)
        .isEqualTo(LongStream.rangeClosed(1, pointer.sequence()).boxed().toList());
    assertThat(versions).extracting(ModelVersion::run).doesNotHaveDuplicates();
    assertThat(versions)
        .extracting(ModelVersion::sequence)
        .isSubsetOf(ledger.stream().map(LedgerEntry::sequence).toList())
        .doesNotHaveDuplicates();
    assertThat(ledger.stream().filter(entry -> entry.action() == Action.PROMOTED))
        .extracting(entry -> entry.version().orElseThrow())
        .as("what served, in the order it came to serve")
        .isSorted();
    assertThat(pointer.latest()).isEqualTo(versions.stream().findFirst().map(ModelVersion::id));
    assertThat(pointer.hasUnannounced()).isFalse();
    assertThat(ledger).allMatch(LedgerEntry::published);
    List<String> ids =
        ledger.stream()
            .filter(entry -> entry.event().isPresent())
            .map(entry -> name + "-" + entry.sequence())
            .toList();
    assertThat(cloud.listener().heard(name.value(), "id", ids))
        .extracting(detail -> detail.get("id").asText())
        .containsAll(ids);
  }

  private void assertWhole(ArtefactRef ref) {
    byte[] bytes =
        cloud
            .clients()
            .s3
            .getObjectAsBytes(r -> r.bucket(artefactBucket()).key(ref.key()))
            .asByteArray();
    assertThat((long) bytes.length).as(ref.key()).isEqualTo(ref.bytes());
    assertThat(sha256(bytes)).as(ref.key()).isEqualTo(ref.sha256());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
