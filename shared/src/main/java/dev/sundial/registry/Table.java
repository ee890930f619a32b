package dev.sundial.registry;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The registry's table, in its words: strongly consistent reads, conditional updates, one
 * transaction. What DynamoDB cannot do now is a {@link RegistryUnavailableException}.
 */
final class Table {
  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** What came of a conditional update. */
  sealed interface Updated {
    /** Written; the item as it is now. */
    record Written(Item item) implements Updated {}

    /** The condition does not hold; the item as it is, empty when there is none. */
    record Refused(Optional<Item> item) implements Updated {}
  }

  /** Reads one item, strongly consistent. */
  Optional<Item> get(ItemKey key) {
    Map<String, AttributeValue> item =
        call(
            "read " + key.sort(),
            () ->
                client
                    .getItem(r -> r.tableName(name).key(key.attributes()).consistentRead(true))
                    .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(Item.of(item));
  }

  /**
   * The items of a model whose sort key lies between the bounds, inclusive, strongly consistent.
   */
  Stream<Item> between(ModelName model, String first, String last, boolean ascending, int limit) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .scanIndexForward(ascending)
            .limit(limit)
            .keyConditionExpression(
                RegistryKeys.PARTITION
                    + " = :model AND "
                    + RegistryKeys.SORT
                    + " BETWEEN :first AND :last")
            .expressionAttributeValues(
                Item.empty()
                    .with(":model", RegistryKeys.partition(model))
                    .with(":first", first)
                    .with(":last", last)
                    .attributes())
            .build();
    List<Map<String, AttributeValue>> items =
        call(
            "query " + first,
            () -> client.queryPaginator(request).items().stream().limit(limit).toList());
    return items.stream().map(Item::of);
  }

  /** Updates one item if the condition holds. */
  Updated update(ItemKey key, String expression, String condition, Item values) {
    try {
      return new Updated.Written(
          Item.of(
              call(
                  "update " + key.sort(),
                  () ->
                      client
                          .updateItem(
                              r ->
                                  r.tableName(name)
                                      .key(key.attributes())
                                      .updateExpression(expression)
                                      .conditionExpression(condition)
                                      .expressionAttributeValues(values.attributes())
                                      .returnValues(ReturnValue.ALL_NEW)
                                      .returnValuesOnConditionCheckFailure(
                                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
                          .attributes())));
    } catch (ConditionalCheckFailedException e) {
      return new Updated.Refused(
          e.hasItem() && !e.item().isEmpty() ? Optional.of(Item.of(e.item())) : Optional.empty());
    }
  }

  /**
   * Updates one item if the condition holds. Nothing is told of the item: who may only mark may not
   * be told more.
   */
  void mark(ItemKey key, String expression, String condition, Item values) {
    try {
      UpdateItemResponse unused =
          call(
              "mark " + key.sort(),
              () ->
                  client.updateItem(
                      r ->
                          r.tableName(name)
                              .key(key.attributes())
                              .updateExpression(expression)
                              .conditionExpression(condition)
                              .expressionAttributeValues(values.attributes())));
    } catch (ConditionalCheckFailedException e) {
      // Somebody else was faster, or what was to be marked is another by now.
    }
  }

  /** Part of a transaction: the condition must hold. */
  TransactWriteItem check(ItemKey key, String condition, Item values) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(name)
                .key(key.attributes())
                .conditionExpression(condition)
                .expressionAttributeValues(
                    values.attributes().isEmpty() ? null : values.attributes())
                .build())
        .build();
  }

  /** Part of a transaction: a new item, where there is none. */
  TransactWriteItem create(ItemKey key, Item item) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(name)
                .item(item.with(key).attributes())
                .conditionExpression("attribute_not_exists(" + RegistryKeys.PARTITION + ")")
                .build())
        .build();
  }

  /** Part of a transaction: an update, if the condition holds; an empty condition always does. */
  TransactWriteItem change(ItemKey key, String expression, String condition, Item values) {
    Update.Builder update =
        Update.builder()
            .tableName(name)
            .key(key.attributes())
            .updateExpression(expression)
            .expressionAttributeValues(values.attributes());
    if (!condition.isEmpty()) {
      update.conditionExpression(condition);
    }
    return TransactWriteItem.builder().update(update.build()).build();
  }

  /**
   * Writes all or nothing. The SDK's own attempts share one request token, so that DynamoDB answers
   * the second as it did the first.
   *
   * @throws RegistryUnavailableException when cancelled, or when no reply came: read to see which
   */
  void transact(List<TransactWriteItem> items) {
    try {
      call("commit", () -> client.transactWriteItems(r -> r.transactItems(items)));
    } catch (TransactionCanceledException e) {
      List<String> codes = e.cancellationReasons().stream().map(CancellationReason::code).toList();
      if (codes.contains("ValidationError")) {
        throw new RegistryConflictException("the registry refused a transaction: " + codes, e);
      }
      throw new RegistryUnavailableException("the registry cancelled a transaction: " + codes, e);
    }
  }

  private static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
      throw e;
    } catch (SdkException e) {
      throw new RegistryUnavailableException("the registry could not " + what + ": " + e, e);
    }
  }
}
