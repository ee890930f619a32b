package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What DynamoDB's operations need: for each table, or index, and each item of a transaction, with
 * the partition keys that are touched.
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
  private static final String INDEX = "/index/";

  private final Tables tables;

  public DynamoDbAccesses(Tables tables) {
    this.tables = tables;
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = Trees.parse(request.bytes());
    return switch (operation) {
      case "TransactWriteItems", "TransactGetItems" -> transaction(input);
      case "BatchGetItem", "BatchWriteItem" -> batch(operation, input);
      case "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" ->
          // Which item a statement is about would have to be parsed from it: nothing narrower.
          List.of(
              Access.of("dynamodb:PartiQLSelect", "*"), Access.of("dynamodb:PartiQLUpdate", "*"));
      default -> List.of(single(operation, input));
    };
  }

  private Access single(String operation, ObjectNode input) {
    String action = "dynamodb:" + operation;
    if (WITHOUT_TABLE.contains(operation)) {
      return Access.of(action, "*");
    }
    String table = Trees.text(input, "TableName", Trees.text(input, "ResourceArn", ""));
    if (table.isEmpty()) {
      return Access.of(action, "*");
    }
    String index = Trees.text(input, "IndexName", "");
    String arn = Tables.arn(Tables.nameOf(table)) + (index.isEmpty() ? "" : INDEX + index);
    return new Access(action, arn, facts(table, index, input));
  }

  private Facts facts(String table, String index, ObjectNode input) {
    List<String> keys = new ArrayList<>();
    String partition = tables.partitionKey(table, index);
    if (partition == null) {
      return Facts.none();
    }
    add(keys, input.path("Key").path(partition));
    add(keys, input.path("Item").path(partition));
    add(keys, queried(partition, input));
    add(keys, input.path("KeyConditions").path(partition).path("AttributeValueList").path(0));
    return keys.isEmpty() ? Facts.none() : leading(keys);
  }

  private static Facts leading(List<String> keys) {
    return Facts.none().with(ConditionKeys.DYNAMODB_LEADING_KEYS, keys);
  }

  /** The value of a key: a text, a number or bytes. */
  private static void add(List<String> keys, JsonNode value) {
    for (String type : List.of("S", "N", "B")) {
      if (value.has(type)) {
        keys.add(value.get(type).asText());
      }
    }
  }

  /** The value that a key condition wants the partition key to equal. */
  private static JsonNode queried(String partition, ObjectNode input) {
    String expression = Trees.text(input, "KeyConditionExpression", "");
    StringBuilder names = new StringBuilder(Pattern.quote(partition));
    input
        .path("ExpressionAttributeNames")
        .properties()
        .forEach(
            name -> {
              if (name.getValue().asText().equals(partition)) {
                names.append('|').append(Pattern.quote(name.getKey()));
              }
            });
    Matcher equal =
        Pattern.compile("(?<![\\w#])(?:" + names + ")\\s*=\\s*(:\\w+)").matcher(expression);
    return equal.find()
        ? input.path("ExpressionAttributeValues").path(equal.group(1))
        : MissingNode.getInstance();
  }

  private List<Access> transaction(ObjectNode input) {
    List<Access> needed = new ArrayList<>();
    for (JsonNode item : input.path("TransactItems")) {
      item.properties()
          .forEach(
              part -> {
                String operation = IN_TRANSACTION.get(part.getKey());
                if (operation != null && part.getValue() instanceof ObjectNode inside) {
                  needed.add(single(operation, inside));
                }
              });
    }
    return needed;
  }

  private List<Access> batch(String operation, ObjectNode input) {
    List<Access> needed = new ArrayList<>();
    input
        .path("RequestItems")
        .properties()
        .forEach(
            table -> {
              List<String> keys = new ArrayList<>();
              String partition = tables.partitionKey(table.getKey(), "");
              if (partition != null) {
                table.getValue().path("Keys").forEach(key -> add(keys, key.path(partition)));
                for (JsonNode write : table.getValue()) {
                  add(keys, write.path("PutRequest").path("Item").path(partition));
                  add(keys, write.path("DeleteRequest").path("Key").path(partition));
                }
              }
              needed.add(
                  new Access(
                      "dynamodb:" + operation,
                      Tables.arn(Tables.nameOf(table.getKey())),
                      keys.isEmpty() ? Facts.none() : leading(keys)));
            });
    return needed;
  }
}
