package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryUnavailableException;
import java.security.SecureRandom;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Changes what serves, by hand, and announces it as a run would. */
record RegistryHand(
    DynamoDbClient dynamo, EventBridgeClient events, Registry registry, Outbox outbox)
    implements AutoCloseable {

  static RegistryHand of(DeployedStage stage) {
    DynamoDbClient dynamo = stage.client(DynamoDbClient.builder());
    EventBridgeClient events = stage.client(EventBridgeClient.builder());
    Registry registry =
        new Registry(
            dynamo, stage.output(StackOutput.REGISTRY_TABLE), stage.clock(), new SecureRandom());
    Outbox outbox = new Outbox(registry, events, stage.output(StackOutput.EVENT_BUS));
    return new RegistryHand(dynamo, events, registry, outbox);
  }

  /** Does it, and prints the ledger's entry or why nothing was done. */
  int move(ModelName model, StageOption option, Function<Registry, MoveOutcome> move) {
    return switch (move.apply(registry)) {
      case MoveOutcome.Moved(var entry) -> {
        announce(model);
        System.out.println(option.json() ? LedgerLines.json(entry) : LedgerLines.sentence(entry));
        yield 0;
      }
      case MoveOutcome.NoSuchVersion(var version) ->
          throw new VerbFailed("the model " + model + " has no version " + version);
      case MoveOutcome.NothingBefore none ->
          throw new VerbFailed("no version of the model " + model + " served before this one");
      case MoveOutcome.NotPinned not ->
          throw new VerbFailed("no version of the model " + model + " is pinned");
    };
  }

  /** What was done stands, whether it can be announced now or by the next run. */
  private void announce(ModelName model) {
    try {
      int unused = outbox.drain(model);
    } catch (RegistryUnavailableException e) {
      System.err.println("sundial: not announced yet, the next run will: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    events.close();
    dynamo.close();
  }
}
