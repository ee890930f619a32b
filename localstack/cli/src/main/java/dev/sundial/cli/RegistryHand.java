package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryUnavailableException;
import dev.sundial.registry.UnreadableArtefactException;
import java.security.SecureRandom;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Changes what serves, by hand, and announces it as a run would. */
record RegistryHand(
    DynamoDbClient dynamo,
    EventBridgeClient events,
    S3Client s3,
    Registry registry,
    Outbox outbox,
    ArtefactStore artefacts)
    implements AutoCloseable {

  static RegistryHand of(DeployedStage stage) {
    DynamoDbClient dynamo = stage.client(DynamoDbClient.builder());
    EventBridgeClient events = stage.client(EventBridgeClient.builder());
    S3Client s3 = stage.client(S3Client.builder());
    Registry registry =
        new Registry(
            dynamo, stage.output(StackOutput.REGISTRY_TABLE), stage.clock(), new SecureRandom());
    Outbox outbox = new Outbox(registry, events, stage.output(StackOutput.EVENT_BUS));
    ArtefactStore artefacts = new ArtefactStore(s3, stage.output(StackOutput.ARTEFACT_BUCKET));
    return new RegistryHand(dynamo, events, s3, registry, outbox, artefacts);
  }

  /**
   * Reads what would serve. Prediction keeps its last good version when it cannot, but a new
   * environment has none.
   */
  void requireReadable(ModelName model, VersionId version) {
    try {
      registry
          .reader()
          .version(model, version)
          .ifPresent(
              registered -> {
                byte[] unused = artefacts.read(registered.scorer());
              });
    } catch (UnreadableArtefactException e) {
      throw new VerbFailed(version + " cannot serve: " + e.getMessage() + "; nothing was changed");
    }
  }

  /** Does it, and prints the ledger's entry or why nothing was done. */
  int move(ModelName model, StageOption option, Function<Registry, MoveOutcome> move) {
    LedgerEntry entry = moved(model, move);
    System.out.println(option.json() ? LedgerLines.json(entry) : LedgerLines.sentence(entry));
    return 0;
  }

  /**
   * Does it.
   *
   * @throws VerbFailed saying why nothing was done
   */
  LedgerEntry moved(ModelName model, Function<Registry, MoveOutcome> move) {
    return switch (move.apply(registry)) {
      case MoveOutcome.Moved(var entry) -> {
        announce(model);
        yield entry;
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
    s3.close();
    events.close();
    dynamo.close();
  }
}
