package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** DynamoDB behind the endpoint. */
public final class DynamoDbService implements AwsService {
  private static final String ERROR_PREFIX = "com.amazonaws.dynamodb.v20120810#";

  private final DynamoDbLocal local;
  private final Recovery recovery;

  public DynamoDbService(DynamoDbLocal local, Recovery recovery) {
    this.local = local;
    this.recovery = recovery;
  }

  @Override
  public String signingName() {
    return "dynamodb";
  }

  @Override
  public String operationOf(AwsRequest request) {
    String target = request.headers().first("X-Amz-Target", "Unknown");
    return target.substring(target.lastIndexOf('.') + 1);
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    return switch (operationOf(request)) {
      case "DescribeContinuousBackups" -> json(request, 200, recovery.describe(table(request)));
      case "UpdateContinuousBackups" ->
          json(request, 200, recovery.update(table(request), Trees.parse(request.bytes())));
      case "DescribeTable",
          "CreateTable",
          "UpdateTable",
          "DeleteTable",
          "ListTagsOfResource",
          "TagResource",
          "UntagResource" ->
          renamed(request, local.send(operationOf(request), Regions.toLocal(request.bytes())));
      default -> passed(local.send(operationOf(request), request.bytes()));
    };
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    ObjectNode body = Trees.object();
    body.put("__type", ERROR_PREFIX + error.code());
    body.put("message", error.text());
    return json(request, error.status(), body);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded");
  }

  private String table(AwsRequest request) throws Exception {
    String name = Trees.text(Trees.parse(request.bytes()), "TableName");
    DynamoDbLocal.Answer answer =
        local.send("DescribeTable", Trees.bytes(Trees.object().put("TableName", name)));
    if (answer.status() != 200) {
      throw new AwsError(400, "TableNotFoundException", "Table not found: " + name);
    }
    return name;
  }

  private static AwsResponse passed(DynamoDbLocal.Answer answer) {
    return new AwsResponse(
        answer.status(), Headers.of(answer.headers()), new AwsResponse.Body.Bytes(answer.body()));
  }

  private static AwsResponse renamed(AwsRequest request, DynamoDbLocal.Answer answer) {
    return bytes(request, answer.status(), Regions.fromLocal(answer.body()));
  }

  private static AwsResponse json(AwsRequest request, int status, ObjectNode body) {
    return bytes(request, status, Trees.bytes(body));
  }

  private static AwsResponse bytes(AwsRequest request, int status, byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-amz-json-1.0");
    headers.put("x-amzn-RequestId", request.id());
    headers.put("x-amz-crc32", String.valueOf(crc.getValue()));
    return new AwsResponse(status, Headers.of(headers), new AwsResponse.Body.Bytes(body));
  }
}
