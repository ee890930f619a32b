package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

/** A registry in memory, and runs that write it, at 2026-11-20T03:15:00Z. */
public final class WatchedRegistry {
  public static final Instant START = Instant.parse("2026-11-20T03:15:00Z");

  private final FakeDynamoDb table = new FakeDynamoDb();
  private final FakeS3 artefacts = new FakeS3();
  private final FakeBus bus = new FakeBus();
  private final ManualClock clock = new ManualClock(START);
  private final Registry registry =
      new Registry(table, "registry", clock, new Random(7), time -> {});

  public Clock clock() {
    return clock;
  }

  public void advance(Duration by) {
    clock.advance(by);
  }

  public DynamoDbClient dynamoDb() {
    return table;
  }

  public S3Client artefacts() {
    return artefacts;
  }

  public EventBridgeClient bus() {
    return bus;
  }

  /** From now on so many events are refused. */
  public void refuseEvents(int count) {
    bus.refuse(count);
  }

  public List<String> announced() {
    return bus.sent().stream().map(PutEventsRequestEntry::detailType).toList();
  }

  /** The version that serves; empty when none does. */
  public String champion(ModelName model) {
    return registry.reader().pointer(model).championVersion().map(VersionId::value).orElse("");
  }

  /** A run that commits now, whenever it was due; nothing is announced. */
  public ModelVersion trained(ModelName model, Instant due, Map<String, Double> metrics) {
    Claim.Claimed claim =
        (Claim.Claimed) registry.claim(model, RunId.scheduled(due), "test", false);
    TrainingRun run = claim.run();
    ArtefactStore store = new ArtefactStore(artefacts, "artefacts");
    ArtefactRef scorer =
        store.put(
            run.artefactKey(claim.lease(), "scorer.bin"),
            ArtefactRole.SCORER,
            "sundial-scorer/1",
            run.version().toString().getBytes(StandardCharsets.UTF_8));
    Manifest manifest =
        new Manifest(
            model,
            run.version(),
            run.id(),
            List.of(scorer),
            "schema",
            metrics,
            Map.of(),
            Map.of("features", List.of("petal \"length\"", "width")));
    ArtefactRef written =
        store.put(
            run.artefactKey(claim.lease(), "manifest.json"),
            ArtefactRole.MANIFEST,
            Manifest.FORMAT,
            manifest.toBytes());
    CommitOutcome unused =
        registry.commit(claim.lease(), run, new Candidate(written, scorer, metrics), Lab.NEWEST);
    registry.release(claim.lease());
    return registry.reader().version(model, run.version()).orElseThrow();
  }
}
