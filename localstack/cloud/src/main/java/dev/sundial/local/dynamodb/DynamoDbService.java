package dev.sundial.local.dynamodb;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import java.util.Set;

/** DynamoDB as its clients see it: items are DynamoDB Local's, tables are looked after here. */
public final class DynamoDbService implements AwsService {

  private static final String VERSION = "DynamoDB_20120810.";

  /** What DynamoDB Local answers by itself. */
  private static final Set<String> FORWARDED =
      Set.of(
          "BatchGetItem",
          "BatchWriteItem",
          "DeleteItem",
          "DescribeLimits",
          "DescribeTimeToLive",
          "GetItem",
          "ListTables",
          "PutItem",
          "Query",
          "Scan",
          "TransactGetItems",
          "TransactWriteItems",
          "UpdateItem");

  private final Tables tables;
  private final ModeledService own;

  public DynamoDbService(Tables tables) {
    this.tables = tables;
    this.own = new ModeledService("dynamodb", "", new TableOperations(tables).all().table());
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  @Override
  public String operationOf(AwsRequest request) {
    String target = target(request);
    return target.startsWith(VERSION) ? target.substring(VERSION.length()) : "Unknown";
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    if (!target(request).startsWith(VERSION)) {
      throw new AwsError(
          400,
          "UnknownOperationException",
          "The local cloud does not implement " + target(request));
    }
    String operation = operationOf(request);
    if (request.bytes().length == 0) {
      throw new AwsError(400, "SerializationException", "The body must be a JSON object");
    }
    return FORWARDED.contains(operation)
        ? tables.local().forward(operation, ItemRequest.parse(request), request.id())
        : own.serve(request);
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    return own.render(request, error);
  }

  @Override
  public AwsError elsewhere(AwsRequest request) {
    return own.elsewhere(request);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded");
  }

  private static String target(AwsRequest request) {
    return request.headers().first("X-Amz-Target", "");
  }
}
