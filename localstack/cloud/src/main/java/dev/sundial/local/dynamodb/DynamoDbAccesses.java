package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB's operations need: for each table, or index, and each item of a transaction, with
 * the partition keys that are touched, and with the attributes that a write names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions,
 *     resources, and condition keys for Amazon DynamoDB</a>
 */
public final class DynamoDbAccesses implements Accesses {
  private static final Map<String, String> IN_TRANSACTION =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem",
          "Get", "GetItem");
  private static final Set<String> WITHOUT_TABLE = Set.of("ListTables", "DescribeLimits");
  private static final Set<String> OF_TAGS =
      Set.of("ListTagsOfResource", "TagResource", "UntagResource");

  private final PartitionKeys partitionKeys;

  /** Name of the partition key of a table, or of its index when that is not empty. */
  @FunctionalInterface
  interface PartitionKeys {
    /** Null when there is no such table or index. */
    @Nullable String of(String table, String index);
  }

  public DynamoDbAccesses(Tables tables) {
    this(tables::partitionKey);
  }

  DynamoDbAccesses(PartitionKeys partitionKeys) {
    this.partitionKeys = partitionKeys;
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = ItemRequest.parse(request);
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> transaction(input);
      case "BatchGetItem", "BatchWriteItem" -> batch(operation, input);
      default -> List.of(single(operation, input));
    };
  }

  private Access single(String operation, ObjectNode input) {
    String action = "dynamodb:" + operation;
    String given = Trees.text(input, OF_TAGS.contains(operation) ? "ResourceArn" : "TableName", "");
    if (WITHOUT_TABLE.contains(operation) || given.isEmpty()) {
      return Access.of(action, "*");
    }
    String table = Tables.nameOf(given);
    String index = Trees.text(input, "IndexName", "");
    String arn =
        Tables.arn(table) + (index.isEmpty() ? "" : "/index/" + Tables.checked("indexName", index));
    return new Access(action, arn, facts(operation, table, index, input));
  }

  /** None of a table or index that does not exist, which DynamoDB Local says. */
  private Facts facts(String operation, String table, String index, ObjectNode input) {
    String partition = partitionKeys.of(table, index);
    if (partition == null) {
      return Facts.none();
    }
    return switch (operation) {
      case "GetItem" -> leading(List.of(PartitionValue.ofKey(partition, input.path("Key"))));
      case "UpdateItem", "DeleteItem", "ConditionCheckItem" ->
          writing(PartitionValue.ofKey(partition, input.path("Key")), input);
      case "PutItem" -> writing(PartitionValue.ofItem(partition, input.path("Item")), input);
      case "Query" ->
          leading(
              List.of(PartitionValue.of(partition, KeyCondition.partitionValue(partition, input))));
      default -> Facts.none();
    };
  }

  private static Facts writing(String key, ObjectNode input) {
    return leading(List.of(key)).with(ConditionKeys.DYNAMODB_ATTRIBUTES, NamedAttributes.of(input));
  }

  private static Facts leading(List<String> keys) {
    return Facts.none().with(ConditionKeys.DYNAMODB_LEADING_KEYS, keys);
  }

  private List<Access> transaction(ObjectNode input) {
    List<Access> needed = new ArrayList<>();
    for (JsonNode item : input.path("TransactItems")) {
      item.properties().forEach(part -> needed.add(inTransaction(part)));
    }
    return atLeastOne(needed, "TransactItems");
  }

  private Access inTransaction(Map.Entry<String, JsonNode> part) {
    String operation = IN_TRANSACTION.get(part.getKey());
    if (operation == null || !(part.getValue() instanceof ObjectNode inside)) {
      throw AwsError.validation("TransactItems cannot hold " + part.getKey());
    }
    return single(operation, inside);
  }

  private List<Access> batch(String operation, ObjectNode input) {
    List<Access> needed = new ArrayList<>();
    input
        .path("RequestItems")
        .properties()
        .forEach(table -> needed.add(ofTable(operation, table.getKey(), table.getValue())));
    return atLeastOne(needed, "RequestItems");
  }

  private Access ofTable(String operation, String table, JsonNode requests) {
    List<String> keys = new ArrayList<>();
    String partition = partitionKeys.of(table, "");
    if (partition != null) {
      if (operation.equals("BatchGetItem")) {
        requests.path("Keys").forEach(key -> keys.add(PartitionValue.ofKey(partition, key)));
      } else {
        requests.forEach(write -> keys.addAll(written(partition, write)));
      }
    }
    return new Access(
        "dynamodb:" + operation, Tables.arn(table), keys.isEmpty() ? Facts.none() : leading(keys));
  }

  private static List<String> written(String partition, JsonNode write) {
    List<String> keys = new ArrayList<>();
    write
        .properties()
        .forEach(
            request -> {
              JsonNode value = request.getValue();
              keys.add(
                  switch (request.getKey()) {
                    case "PutRequest" -> PartitionValue.ofItem(partition, value.path("Item"));
                    case "DeleteRequest" -> PartitionValue.ofKey(partition, value.path("Key"));
                    default ->
                        throw AwsError.validation("RequestItems cannot hold " + request.getKey());
                  });
            });
    return keys;
  }

  private static List<Access> atLeastOne(List<Access> needed, String member) {
    if (needed.isEmpty()) {
      throw AwsError.validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }
    return needed;
  }
}
