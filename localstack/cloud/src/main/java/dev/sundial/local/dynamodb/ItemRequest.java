package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Trees;
import java.util.List;

/**
 * The input of an operation as both the policies and DynamoDB Local get to see it: parsed once,
 * tables by their names. What is decided on is so what is done.
 */
final class ItemRequest {
  private static final String TABLE = "TableName";
  private static final List<String> TRANSACTED =
      List.of("Put", "Update", "Delete", "ConditionCheck", "Get");

  private ItemRequest() {}

  /**
   * @throws AwsError when it is no JSON object, or names no table of this account
   */
  static ObjectNode parse(AwsRequest request) {
    ObjectNode input = Trees.parse(request.bytes());
    name(input);
    for (JsonNode item : input.path("TransactItems")) {
      for (String operation : TRANSACTED) {
        if (item.get(operation) instanceof ObjectNode inside) {
          name(inside);
        }
      }
    }
    if (input.get("RequestItems") instanceof ObjectNode tables) {
      input.set("RequestItems", named(tables));
    }
    return input;
  }

  private static void name(ObjectNode input) {
    if (input.hasNonNull(TABLE)) {
      input.put(TABLE, Tables.nameOf(Trees.text(input, TABLE)));
    }
  }

  private static ObjectNode named(ObjectNode tables) {
    ObjectNode named = Trees.object();
    tables
        .properties()
        .forEach(
            table -> {
              if (named.replace(Tables.nameOf(table.getKey()), table.getValue()) != null) {
                throw AwsError.validation("A table is given both by its name and by its ARN");
              }
            });
    return named;
  }
}
