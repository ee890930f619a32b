package dev.sundial.cli;

import dev.sundial.naming.StackOutput;
import dev.sundial.registry.RegistryReader;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The registry of a stage, and the client it reads through. */
record RegistryClient(RegistryReader registry, DynamoDbClient dynamo) implements AutoCloseable {

  static RegistryClient of(DeployedStage stage) {
    DynamoDbClient dynamo = stage.client(DynamoDbClient.builder());
    return new RegistryClient(
        new RegistryReader(dynamo, stage.output(StackOutput.REGISTRY_TABLE)), dynamo);
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
