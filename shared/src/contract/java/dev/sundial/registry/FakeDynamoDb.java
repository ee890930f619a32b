package dev.sundial.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * One table in memory that evaluates the very expressions it is sent; what it does not know it
 * refuses. The same contract runs against it and against DynamoDB Local.
 */
final class FakeDynamoDb implements DynamoDbClient {
  private static final int PAGE = 7; // small, so that paging is exercised

  private final NavigableMap<String, Map<String, AttributeValue>> items = new TreeMap<>();

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    if (!request.consistentRead()) {
      throw new IllegalArgumentException("the registry reads strongly consistent");
    }
    Map<String, AttributeValue> item = items.get(key(request.key()));
    return GetItemResponse.builder().item(item).build();
  }

  @Override
  public synchronized QueryResponse query(QueryRequest request) {
    if (!request.consistentRead()) {
      throw new IllegalArgumentException("the registry reads strongly consistent");
    }
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    Expressions expressions = new Expressions(values);
    NavigableMap<String, Map<String, AttributeValue>> view =
        request.scanIndexForward() ? items : items.descendingMap();
    if (request.hasExclusiveStartKey()) {
      view = view.tailMap(key(request.exclusiveStartKey()), false);
    }
    int limit = Math.min(PAGE, request.limit());
    List<Map<String, AttributeValue>> page = new ArrayList<>();
    for (Map<String, AttributeValue> item : view.values()) {
      if (expressions.holds(request.keyConditionExpression(), item)) {
        if (page.size() == limit) {
          Map<String, AttributeValue> last = page.getLast();
          return QueryResponse.builder()
              .items(page)
              .lastEvaluatedKey(Map.of("pk", last.get("pk"), "sk", last.get("sk")))
              .build();
        }
        page.add(item);
      }
    }
    return QueryResponse.builder().items(page).build();
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    Expressions expressions = new Expressions(request.expressionAttributeValues());
    Map<String, AttributeValue> old = items.getOrDefault(key(request.key()), Map.of());
    if (!expressions.holds(request.conditionExpression(), old)) {
      ConditionalCheckFailedException.Builder failed =
          ConditionalCheckFailedException.builder().message("The conditional request failed");
      if (request.returnValuesOnConditionCheckFailure()
              == ReturnValuesOnConditionCheckFailure.ALL_OLD
          && !old.isEmpty()) {
        failed.item(old);
      }
      throw failed.build();
    }
    Map<String, AttributeValue> updated =
        expressions.apply(request.updateExpression(), withKey(old, request.key()));
    items.put(key(request.key()), updated);
    return UpdateItemResponse.builder().attributes(updated).build();
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(
      TransactWriteItemsRequest request) {
    Set<String> touched = new HashSet<>();
    Map<String, Map<String, AttributeValue>> written = new HashMap<>();
    List<CancellationReason> reasons = new ArrayList<>();
    boolean cancelled = false;
    for (TransactWriteItem item : request.transactItems()) {
      boolean holds = stage(item, touched, written);
      cancelled |= !holds;
      reasons.add(
          CancellationReason.builder().code(holds ? "None" : "ConditionalCheckFailed").build());
    }
    if (cancelled) {
      throw TransactionCanceledException.builder()
          .message("Transaction cancelled")
          .cancellationReasons(reasons)
          .build();
    }
    items.putAll(written);
    return TransactWriteItemsResponse.builder().build();
  }

  /** Puts an item as it is, for tests about foreign ones. */
  synchronized void plant(Map<String, AttributeValue> item) {
    items.put(key(item), Map.copyOf(item));
  }

  private boolean stage(
      TransactWriteItem item,
      Set<String> touched,
      Map<String, Map<String, AttributeValue>> written) {
    if (item.conditionCheck() instanceof ConditionCheck check) {
      Map<String, AttributeValue> old = touch(check.key(), touched);
      return new Expressions(check.expressionAttributeValues())
          .holds(check.conditionExpression(), old);
    }
    if (item.put() instanceof Put put) {
      Map<String, AttributeValue> old = touch(put.item(), touched);
      written.put(key(put.item()), put.item());
      return new Expressions(put.expressionAttributeValues()).holds(put.conditionExpression(), old);
    }
    if (item.update() instanceof Update update) {
      Map<String, AttributeValue> old = touch(update.key(), touched);
      Expressions expressions = new Expressions(update.expressionAttributeValues());
      if (update.conditionExpression() != null
          && !expressions.holds(update.conditionExpression(), old)) {
        return false;
      }
      written.put(
          key(update.key()),
          expressions.apply(update.updateExpression(), withKey(old, update.key())));
      return true;
    }
    throw new UnsupportedOperationException("in a transaction: " + item);
  }

  private Map<String, AttributeValue> touch(Map<String, AttributeValue> key, Set<String> touched) {
    if (!touched.add(key(key))) {
      throw new IllegalArgumentException("a transaction touches " + key(key) + " twice");
    }
    return items.getOrDefault(key(key), Map.of());
  }

  private static Map<String, AttributeValue> withKey(
      Map<String, AttributeValue> item, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> keyed = new HashMap<>(item);
    keyed.putAll(key);
    return keyed;
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk").s() + "\u0000" + item.get("sk").s();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
