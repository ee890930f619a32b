package dev.sundial.registry;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.naming.ModelName;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Everything a training function talks to, in memory, at 2026-11-20T03:15:00Z. */
public final class TrainingCloud {
  public static final Instant START = Instant.parse("2026-11-20T03:15:00Z");
  public static final String DATA_BUCKET = "data";
  public static final String ARTEFACT_BUCKET = "artefacts";

  private final FakeDynamoDb table = new FakeDynamoDb();
  private final FakeS3 artefacts = new FakeS3();
  private final FakeBus bus = new FakeBus();
  private final ManualClock clock = new ManualClock(START);
  private final Map<String, byte[]> data = new TreeMap<>();
  private UnaryOperator<InputStream> reading = UnaryOperator.identity();

  /** Thrown by a client when the process is killed at a call. */
  public static boolean isKill(Throwable thrown) {
    return thrown instanceof Fault.Killed;
  }

  /** The clients of one process; calls are numbered from 1 and may meet a fault. */
  public record Clients(DynamoDbClient dynamoDb, S3Client s3, EventBridgeClient bus, Calls calls) {}

  /** How many calls were made. */
  public interface Calls {
    int made();
  }

  public Clients clients() {
    return clients(Fault.none());
  }

  /**
   * @param mode KILL_BEFORE, KILL_AFTER, REFUSE or DROP_REPLY
   */
  public Clients clients(int call, String mode) {
    return clients(Fault.at(call, Fault.Mode.valueOf(mode)));
  }

  private Clients clients(Fault fault) {
    return new Clients(
        new FaultyClients.Dynamo(table, fault),
        new Buckets(fault),
        new FaultyClients.Bus(bus, fault),
        fault::calls);
  }

  public void put(String key, String csv) {
    put(key, csv.getBytes(StandardCharsets.UTF_8));
  }

  public void put(String key, byte[] bytes) {
    data.put(key, bytes);
  }

  public void delete(String key) {
    data.remove(key);
  }

  /** Every stream of data read from now on goes through this. */
  public void reading(UnaryOperator<InputStream> through) {
    reading = through;
  }

  public Clock clock() {
    return clock;
  }

  public void advance(Duration by) {
    clock.advance(by);
  }

  public Registry registry() {
    return new Registry(table, "registry", clock, new java.util.Random(7), time -> {});
  }

  public RegistryReader reader() {
    return new RegistryReader(table, "registry");
  }

  public ArtefactStore store() {
    return new ArtefactStore(artefacts, ARTEFACT_BUCKET);
  }

  public void damage(String key, byte[] bytes) {
    artefacts.replace(key, bytes);
  }

  /** From now on reads of these artefacts are answered with a status. */
  public void refuseArtefacts(Predicate<String> keys, int status) {
    artefacts.refuse(keys, status);
  }

  public void refuseEvents(int count) {
    bus.refuse(count);
  }

  /** What was announced: {@code detail-type id}, copies included. */
  public List<String> announced() {
    return bus.sent().stream().map(TrainingCloud::announcement).toList();
  }

  /** The details of what was announced, copies included. */
  public List<String> events() {
    return bus.sent().stream().map(PutEventsRequestEntry::detail).toList();
  }

  public List<LedgerEntry> ledger(ModelName model) {
    return reader().ledger(model, 1, 100);
  }

  private static String announcement(PutEventsRequestEntry entry) {
    Form detail = Form.of(JsonReader.read("detail", entry.detail()), new Form.Problems());
    return entry.detailType() + " " + detail.text("id");
  }

  /** The lease of a model, taken by someone else. */
  public void occupy(ModelName model) {
    Claim unused =
        registry().claim(model, dev.sundial.lifecycle.RunId.adHoc("other"), "other", false);
  }

  /** The artefact bucket of the registry's fakes, and a data bucket that can be listed. */
  private final class Buckets implements S3Client {
    private final Fault fault;
    private final S3Client artefactBucket;

    Buckets(Fault fault) {
      this.fault = fault;
      this.artefactBucket = new FaultyClients.S3(artefacts, fault);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      return fault.call(
          () ->
              ListObjectsV2Response.builder()
                  .contents(
                      data.keySet().stream()
                          .filter(key -> key.startsWith(request.prefix()))
                          .map(key -> S3Object.builder().key(key).build())
                          .toList())
                  .isTruncated(false)
                  .build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      if (request.bucket().equals(ARTEFACT_BUCKET)) {
        return artefactBucket.getObject(request);
      }
      byte @Nullable [] bytes = data.get(request.key());
      if (bytes == null) {
        throw FakeS3.answer(404);
      }
      return fault.call(
          () ->
              new ResponseInputStream<>(
                  GetObjectResponse.builder()
                      .versionId("v1")
                      .contentLength((long) bytes.length)
                      .build(),
                  AbortableInputStream.create(reading.apply(new ByteArrayInputStream(bytes)))));
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      return artefactBucket.putObject(request, body);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
