package dev.sundial.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.part.BuiltParts;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.part.PartProcess;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@TestInstance(Lifecycle.PER_CLASS)
final class DynamoDbServiceIT {

  private static final String TABLE = "sundial-test-registry";
  private static final String START = "2030-01-01T00:00:00Z";
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/" + TABLE;

  private final PartProcess part;
  private final PartClient client;
  private final HandClock clock = new HandClock(START);
  private final Tables tables;
  private final ClientEndpoint endpoint;
  private final DynamoDbClient dynamoDb;

  DynamoDbServiceIT(@TempDir Path folder) throws Exception {
    part = BuiltParts.dynamoDb(folder);
    client = new PartClient(part);
    tables = new Tables(client, StateStore.inMemory(), clock);
    endpoint = new ClientEndpoint(new DynamoDbService(tables));
    dynamoDb = endpoint.client(DynamoDbClient.builder());
  }

  @AfterAll
  void stop() throws Exception {
    dynamoDb.close();
    endpoint.close();
    client.close();
    part.close();
  }

  @AfterEach
  void startOver() {
    clock.set(Instant.parse(START));
    for (var name : dynamoDb.listTables().tableNames()) {
      dynamoDb.updateTable(request -> request.tableName(name).deletionProtectionEnabled(false));
      dynamoDb.deleteTable(request -> request.tableName(name));
    }
  }

  @Test
  void describesTablesAsOfThisAccountAndOfVirtualTime() {
    assertThat(createTable()).satisfies(DynamoDbServiceIT::isTheTable);

    clock.advance(Duration.ofDays(3));
    assertThat(dynamoDb.describeTable(request -> request.tableName(TABLE)).table())
        .satisfies(DynamoDbServiceIT::isTheTable);
    assertThat(dynamoDb.describeTable(request -> request.tableName(ARN)).table())
        .satisfies(DynamoDbServiceIT::isTheTable);
  }

  @Test
  void commitsATransactionWhollyOrNotAtAll() {
    createTable();
    var lease =
        TransactWriteItem.builder()
            .conditionCheck(
                check ->
                    check
                        .tableName(TABLE)
                        .key(key("LEASE"))
                        .conditionExpression("#token = :token")
                        .expressionAttributeNames(Map.of("#token", "token"))
                        .expressionAttributeValues(Map.of(":token", AttributeValue.fromN("7"))))
            .build();
    var version =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(TABLE)
                        .item(key("VERSION#1"))
                        .conditionExpression("attribute_not_exists(PK)"))
            .build();

    assertThatThrownBy(
            () -> dynamoDb.transactWriteItems(request -> request.transactItems(lease, version)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            cancelled ->
                assertThat(cancelled.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("ConditionalCheckFailed", "None"));
    assertThat(sortKeys()).isEmpty();

    dynamoDb.putItem(
        request ->
            request
                .tableName(TABLE)
                .item(
                    Map.of(
                        "PK",
                        text("MODEL#iris"),
                        "SK",
                        text("LEASE"),
                        "token",
                        AttributeValue.fromN("7"))));
    dynamoDb.transactWriteItems(request -> request.transactItems(lease, version));
    assertThat(sortKeys()).containsExactly("LEASE", "VERSION#1");
  }

  @Test
  void repeatsOfATransactionWithItsTokenCountOnce() {
    createTable();
    var version =
        TransactWriteItem.builder()
            .put(
                put ->
                    put.tableName(TABLE)
                        .item(key("VERSION#1"))
                        .conditionExpression("attribute_not_exists(PK)"))
            .build();
    for (int i = 0; i < 3; i++) {
      dynamoDb.transactWriteItems(
          request -> request.clientRequestToken("one").transactItems(version));
    }
    assertThat(sortKeys()).containsExactly("VERSION#1");
  }

  @Test
  void keepsItemsByteForByte() {
    createTable();
    var item =
        Map.of(
            "PK", text("MODEL#iris"),
            "SK",
                text(
                    "arn:aws:dynamodb:us-east-1:000000000000:table/"
                        + TABLE
                        + " ünïcode \u0000 😀"),
            "number", AttributeValue.fromN("12345678901234567890.123456789"),
            "null", AttributeValue.fromNul(true),
            "map",
                AttributeValue.fromM(
                    Map.of(
                        "list",
                        AttributeValue.fromL(List.of(text(""), AttributeValue.fromBool(false))))));
    dynamoDb.putItem(request -> request.tableName(TABLE).item(item));

    var key = Map.of("PK", item.get("PK"), "SK", item.get("SK"));
    assertThat(
            dynamoDb
                .getItem(request -> request.tableName(TABLE).consistentRead(true).key(key))
                .item())
        .isEqualTo(item);
    assertThat(dynamoDb.getItem(request -> request.tableName(ARN).key(key)).item()).isEqualTo(item);
  }

  @Test
  void failsAsDynamoDbDoes() {
    assertThatThrownBy(() -> dynamoDb.getItem(request -> request.tableName("absent").key(key("x"))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> dynamoDb.describeTable(request -> request.tableName("absent")))
        .isInstanceOf(ResourceNotFoundException.class);
    createTable();
    dynamoDb.putItem(request -> request.tableName(TABLE).item(key("x")));
    assertThatThrownBy(
            () ->
                dynamoDb.putItem(
                    request ->
                        request
                            .tableName(TABLE)
                            .item(key("x"))
                            .conditionExpression("attribute_not_exists(PK)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(
            () -> dynamoDb.describeExport(request -> request.exportArn(ARN + "/export/0123456789")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("DescribeExport");
    assertThatThrownBy(
            () ->
                dynamoDb.updateTimeToLive(
                    request ->
                        request
                            .tableName(TABLE)
                            .timeToLiveSpecification(
                                ttl -> ttl.enabled(true).attributeName("ttl"))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("does not implement UpdateTimeToLive");
    assertThatThrownBy(
            () ->
                dynamoDb.createTable(
                    table("other").toBuilder().sseSpecification(sse -> sse.enabled(true)).build()))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("SSESpecification");
  }

  /** What policies are asked about a query is what DynamoDB Local then reads. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ":v = PK",
        "(PK) = (:v)",
        "(#p = :v)",
        "SK > :s AND :v = #p",
        "(begins_with(SK, :x)) AND PK = :v",
        "SK BETWEEN :s AND :x AND PK = :v",
      })
  void readsThePartitionThatItsConditionNames(String expression) {
    createTable();
    dynamoDb.putItem(r -> r.tableName(TABLE).item(key("x")));
    dynamoDb.putItem(
        r -> r.tableName(TABLE).item(Map.of("PK", text("MODEL#wine"), "SK", text("x"))));
    Map<String, AttributeValue> values =
        Map.of(":v", text("MODEL#iris"), ":s", text("a"), ":x", text("x"));
    Map<String, String> names = Map.of("#p", "PK");
    var items =
        dynamoDb
            .query(
                r ->
                    r.tableName(TABLE)
                        .keyConditionExpression(expression)
                        .expressionAttributeNames(expression.contains("#") ? names : null)
                        .expressionAttributeValues(
                            values.entrySet().stream()
                                .filter(value -> expression.contains(value.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
            .items();
    assertThat(items).containsExactly(key("x"));
  }

  @Test
  void doesNotTakeMembersInOtherCase() {
    createTable();
    String body =
        "{\"TableName\":\"%s\",\"key\":{\"PK\":{\"S\":\"a\"},\"SK\":{\"S\":\"b\"}}}"
            .formatted(TABLE);
    assertThatThrownBy(
            () ->
                tables.local().call("GetItem", Trees.parse(body.getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("key");
  }

  @Test
  void knowsNoStatements() {
    createTable();
    assertThatThrownBy(
            () -> dynamoDb.executeStatement(r -> r.statement("SELECT * FROM \"" + TABLE + "\"")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("does not implement ExecuteStatement");
    assertThatThrownBy(
            () ->
                dynamoDb.batchExecuteStatement(
                    r -> r.statements(s -> s.statement("DELETE FROM \"" + TABLE + "\""))))
        .hasMessageContaining("does not implement BatchExecuteStatement");
    assertThatThrownBy(
            () ->
                dynamoDb.executeTransaction(
                    r -> r.transactStatements(s -> s.statement("DELETE FROM \"" + TABLE + "\""))))
        .hasMessageContaining("does not implement ExecuteTransaction");
  }

  @Test
  void knowsNoTableOfAnotherRegion() {
    createTable();
    String elsewhere = ARN.replace("us-east-1", "eu-west-1");
    assertThatThrownBy(() -> dynamoDb.describeTable(r -> r.tableName(elsewhere)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> dynamoDb.getItem(r -> r.tableName(elsewhere).key(key("x"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void keepsPointInTimeRecoveryAndTags() {
    createTable();
    assertThat(recovery().pointInTimeRecoveryStatus())
        .isEqualTo(PointInTimeRecoveryStatus.DISABLED);

    var since = clock.instant();
    dynamoDb.updateContinuousBackups(
        request ->
            request
                .tableName(TABLE)
                .pointInTimeRecoverySpecification(
                    specification -> specification.pointInTimeRecoveryEnabled(true)));
    clock.advance(Duration.ofDays(35));
    assertThat(recovery().earliestRestorableDateTime()).isEqualTo(since);
    clock.advance(Duration.ofDays(1));
    assertThat(recovery().earliestRestorableDateTime()).isEqualTo(since.plus(Duration.ofDays(1)));
    assertThat(recovery().latestRestorableDateTime()).isEqualTo(clock.instant().minusSeconds(300));

    dynamoDb.tagResource(request -> request.resourceArn(ARN).tags(tag("a", "1"), tag("b", "2")));
    dynamoDb.untagResource(request -> request.resourceArn(ARN).tagKeys("a"));
    assertThat(dynamoDb.listTagsOfResource(request -> request.resourceArn(ARN)).tags())
        .containsExactly(tag("b", "2"), tag("stage", "test"));
  }

  @Test
  void templateResourceIsMadeChangedInPlaceOrReplaced() {
    var type = new TableResource(tables);
    var declared = type.read(properties(false));
    assertThat(type.givenName(declared)).contains(TABLE);
    var deployment = new Deployment("stack", "Registry", 1, Assets.none(), false);

    var resource = type.create(declared, deployment);
    assertThat(resource.physicalId()).isEqualTo(TABLE);
    assertThat(resource.attributes()).containsEntry("Arn", ARN);
    assertThat(recovery().pointInTimeRecoveryStatus()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    assertThat(type.holds(resource)).isEmpty();
    dynamoDb.putItem(request -> request.tableName(TABLE).item(key("x")));
    assertThat(type.holds(resource)).isPresent();
    assertThat(type.create(declared, deployment)).isEqualTo(resource);
    assertThat(sortKeys()).containsExactly("x");

    var guarded = type.read(properties(true));
    assertThat(type.replacement(declared, guarded)).isEmpty();
    type.update(resource, declared, guarded, deployment);
    assertThatThrownBy(() -> type.delete(resource, deployment))
        .hasMessageContaining("protected against deletion");
    type.update(resource, guarded, declared, deployment);
    type.delete(resource, deployment);
    type.delete(resource, deployment);
    assertThat(dynamoDb.listTables().tableNames()).isEmpty();
  }

  @Test
  void templateResourceSaysWhatItDoesNotSupport() {
    var properties =
        new Properties(
            "stack.Registry",
            Trees.parse(
                """
        {"TableName": "t", "BillingMode": "PROVISIONED", "SSESpecification": {"SSEEnabled": true, "KMSMasterKeyId": "k"},
         "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}, {"AttributeName": "GSI", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "StreamSpecification": {"StreamViewType": "NEW_IMAGE"}}
        """
                    .getBytes(StandardCharsets.UTF_8)));
    new TableResource(tables).read(properties);
    assertThat(properties.unasked())
        .containsExactly(
            "stack.Registry.StreamSpecification", "stack.Registry.SSESpecification.KMSMasterKeyId");
  }

  private TableDescription createTable() {
    return dynamoDb.createTable(table(TABLE)).tableDescription();
  }

  private static CreateTableRequest table(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            attribute -> attribute.attributeName("PK").attributeType(ScalarAttributeType.S),
            attribute -> attribute.attributeName("SK").attributeType(ScalarAttributeType.S))
        .keySchema(
            key -> key.attributeName("PK").keyType(KeyType.HASH),
            key -> key.attributeName("SK").keyType(KeyType.RANGE))
        .tags(tag("stage", "test"))
        .build();
  }

  private static void isTheTable(TableDescription table) {
    assertThat(table.tableArn()).isEqualTo(ARN);
    assertThat(table.creationDateTime()).isEqualTo(Instant.parse(START));
    assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
  }

  private static ObjectNode template(boolean guarded) {
    return Trees.parse(
        """
        {"TableName": "sundial-test-registry", "BillingMode": "PAY_PER_REQUEST", "DeletionProtectionEnabled": %s,
         "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}, {"AttributeName": "SK", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
         "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}
        """
            .formatted(guarded)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Properties properties(boolean guarded) {
    return new Properties("stack.Registry", template(guarded));
  }

  private PointInTimeRecoveryDescription recovery() {
    return dynamoDb
        .describeContinuousBackups(request -> request.tableName(TABLE))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription();
  }

  private List<String> sortKeys() {
    return dynamoDb
        .query(
            request ->
                request
                    .tableName(TABLE)
                    .keyConditionExpression("PK = :pk")
                    .expressionAttributeValues(Map.of(":pk", text("MODEL#iris"))))
        .items()
        .stream()
        .map(item -> item.getOrDefault("SK", text("")).s())
        .toList();
  }

  private static Map<String, AttributeValue> key(String sort) {
    return Map.of("PK", text("MODEL#iris"), "SK", text(sort));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
