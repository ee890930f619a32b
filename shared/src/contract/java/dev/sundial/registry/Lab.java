package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.PromotionRule;
import dev.sundial.spec.ModelSpec.Approval;
import dev.sundial.spec.ModelSpec.Policy;
import dev.sundial.spec.ModelSpec.PromotionSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One table, one bucket, one bus, one clock at 2026-11-20T03:15:00Z, and attempts that do in order
 * what a training does.
 */
final class Lab {
  static final ModelName IRIS = new ModelName("iris");
  static final Instant START = Instant.parse("2026-11-20T03:15:00Z");
  static final PromotionRule NEWEST =
      PromotionRule.of(
          new PromotionSpec(Policy.NEWEST, Approval.NONE),
          champion -> {
            throw new AssertionError("the policy newest compares nothing");
          });

  final ManualClock clock = new ManualClock(START);
  final FakeS3 s3 = new FakeS3();
  final FakeBus bus = new FakeBus();
  final DynamoDbClient client;
  final String table;
  private final AtomicLong seed = new AtomicLong(20261120);

  Lab(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** What an attempt makes of its data. */
  enum Data {
    GOOD,
    BAD
  }

  /** A registry of a process of its own. */
  Registry registry() {
    return registry(Fault.none());
  }

  Registry registry(Fault fault) {
    return registry(fault, time -> {});
  }

  Registry registry(Fault fault, Backoff.Pause pause) {
    return new Registry(
        new FaultyClients.Dynamo(client, fault),
        table,
        clock,
        new Random(seed.getAndIncrement()),
        pause);
  }

  RegistryReader reader() {
    return new RegistryReader(client, table);
  }

  ArtefactStore store() {
    return new ArtefactStore(s3, "artefacts");
  }

  Outbox outbox(Registry registry) {
    return new Outbox(registry, bus, "events");
  }

  Claim.Claimed claimed(Registry registry, RunId run) {
    return (Claim.Claimed) registry.claim(IRIS, run, "test", false);
  }

  /** A candidate whose objects are in the bucket. */
  Candidate candidate(Claim.Claimed claim) {
    return candidate(claim, store());
  }

  private static Candidate candidate(Claim.Claimed claim, ArtefactStore store) {
    TrainingRun run = claim.run();
    ArtefactRef scorer =
        store.put(
            run.artefactKey(claim.lease(), "scorer.bin"),
            ArtefactRole.SCORER,
            "sundial-scorer-1",
            ("scorer of " + run.version()).getBytes(StandardCharsets.UTF_8));
    Map<String, Double> metrics = Map.of("accuracy", 0.9667);
    Manifest manifest =
        new Manifest(
            run.model(),
            run.version(),
            run.id(),
            List.of(scorer),
            "schema",
            metrics,
            Map.of(),
            Map.of());
    ArtefactRef written =
        store.put(
            run.artefactKey(claim.lease(), "manifest.json"),
            ArtefactRole.MANIFEST,
            Manifest.FORMAT,
            manifest.toBytes());
    return new Candidate(written, scorer, metrics);
  }

  CommitOutcome commit(Registry registry, Claim.Claimed claim) {
    return registry.commit(claim.lease(), claim.run(), candidate(claim), NEWEST);
  }

  /** One run from its claim to its release; the lease is free again afterwards. */
  RunAnswer trained(RunId run) {
    return attempt(run, Data.GOOD, false, Fault.none());
  }

  VersionId trainedAt(String due) {
    return trained(RunId.scheduled(Instant.parse(due))).version();
  }

  /**
   * One attempt as a training function makes it.
   *
   * @throws TrainingInProgressException when another has the lease
   */
  RunAnswer attempt(RunId run, Data data, boolean redrive, Fault fault) {
    Registry registry = registry(fault);
    Outbox outbox = new Outbox(registry, new FaultyClients.Bus(bus, fault), "events");
    return switch (registry.claim(IRIS, run, "test", redrive)) {
      case Claim.AlreadyCommitted(RunAnswer answer) -> drained(outbox, answer);
      case Claim.AlreadyRejected(RunAnswer answer, boolean unused) -> drained(outbox, answer);
      case Claim.InProgress(Instant until) -> throw new TrainingInProgressException(IRIS, until);
      case Claim.Claimed claimed -> claimed(registry, outbox, claimed, data, fault);
    };
  }

  private RunAnswer claimed(
      Registry registry, Outbox outbox, Claim.Claimed claim, Data data, Fault fault) {
    RunAnswer answer;
    try {
      answer = drained(outbox, ended(registry, claim, data, fault));
    } catch (RuntimeException e) {
      release(registry, claim.lease());
      throw e;
    }
    registry.release(claim.lease());
    return answer;
  }

  /** As a training that gives up: what fails here is over when the lease is. */
  private static void release(Registry registry, Lease lease) {
    try {
      registry.release(lease);
    } catch (RegistryUnavailableException e) {
      // the next attempt has to wait for the lease's end
    }
  }

  private RunAnswer ended(Registry registry, Claim.Claimed claim, Data data, Fault fault) {
    return switch (data) {
      case BAD ->
          switch (registry.reject(claim.lease(), claim.run(), "bad-data", "iris.csv line 7")) {
            case RejectOutcome.Rejected(RunAnswer answer) -> answer;
            case RejectOutcome.AlreadyCommitted(RunAnswer answer) -> answer;
            case RejectOutcome.LeaseLost lost ->
                throw new TrainingInProgressException(IRIS, clock.instant());
          };
      case GOOD -> {
        ArtefactStore store = new ArtefactStore(new FaultyClients.S3(s3, fault), "artefacts");
        Candidate candidate = candidate(claim, store);
        yield switch (registry.commit(claim.lease(), claim.run(), candidate, NEWEST)) {
          case CommitOutcome.Committed(RunAnswer answer, LedgerEntry unused) -> answer;
          case CommitOutcome.AlreadyCommitted(RunAnswer answer) -> answer;
          case CommitOutcome.LeaseLost lost ->
              throw new TrainingInProgressException(IRIS, clock.instant());
        };
      }
    };
  }

  private static RunAnswer drained(Outbox outbox, RunAnswer answer) {
    int unused = outbox.drain(IRIS);
    return answer;
  }

  List<LedgerEntry> ledger() {
    return reader().ledger(IRIS, 1, 1000);
  }

  /** The ids of what was sent, in order, copies included. */
  List<String> sentIds() {
    return bus.sent().stream()
        .map(
            entry ->
                Form.of(JsonReader.read("detail", entry.detail()), new Form.Problems()).text("id"))
        .toList();
  }

  /** What must hold whenever all is quiet, whatever happened before. */
  void assertWhole() {
    ServingPointer pointer = reader().pointer(IRIS);
    List<LedgerEntry> ledger = ledger();
    List<ModelVersion> versions = reader().versions(IRIS, 1000);
    assertThat(ledger.stream().map(LedgerEntry::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, pointer.sequence()).boxed().toList());
    assertThat(ledger).allMatch(LedgerEntry::published);
    assertThat(pointer.hasUnannounced()).isFalse();
    assertThat(versions.stream().map(ModelVersion::id).distinct()).hasSameSizeAs(versions);
    assertThat(ledger.stream().flatMap(entry -> entry.run().stream()))
        .as("one ledger entry for each version")
        .containsExactlyInAnyOrderElementsOf(versions.stream().map(ModelVersion::run).toList());
    pointer
        .champion()
        .ifPresent(
            champion ->
                assertThat(store().read(champion.scorer()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("scorer of " + champion.version()));
    assertThat(sentIds())
        .containsAll(
            ledger.stream()
                .filter(entry -> entry.event().isPresent())
                .map(entry -> "iris-" + entry.sequence())
                .toList());
  }
}
