package dev.sundial.registry;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Clients whose calls meet a {@link Fault}. */
final class FaultyClients {

  private FaultyClients() {}

  record Dynamo(DynamoDbClient target, Fault fault) implements DynamoDbClient {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return fault.call(() -> target.getItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      return fault.call(() -> target.query(request));
    }

    @Override
    public QueryIterable queryPaginator(QueryRequest request) {
      return new QueryIterable(this, request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      return fault.call(() -> target.updateItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      return fault.call(() -> target.transactWriteItems(request));
    }

    @Override
    public String serviceName() {
      return target.serviceName();
    }

    @Override
    public void close() {}
  }

  record S3(S3Client target, Fault fault) implements S3Client {
    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      return fault.call(() -> target.putObject(request, body));
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      return fault.call(() -> target.getObject(request));
    }

    @Override
    public String serviceName() {
      return target.serviceName();
    }

    @Override
    public void close() {}
  }

  record Bus(EventBridgeClient target, Fault fault) implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      return fault.call(() -> target.putEvents(request));
    }

    @Override
    public String serviceName() {
      return target.serviceName();
    }

    @Override
    public void close() {}
  }
}
