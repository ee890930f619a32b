package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads the registry; every read is strongly consistent. A table that cannot be read is a {@link
 * RegistryUnavailableException}.
 */
public final class RegistryReader {
  private final Table table;

  public RegistryReader(DynamoDbClient client, String table) {
    this(new Table(client, table));
  }

  RegistryReader(Table table) {
    this.table = table;
  }

  /** Where a model stands, with one GetItem; of a model never trained, an empty pointer. */
  public ServingPointer pointer(ModelName model) {
    return table
        .get(ItemKey.pointer(model))
        .map(item -> Rows.pointer(model, item))
        .orElseGet(() -> ServingPointer.none(model));
  }

  public Optional<ModelVersion> version(ModelName model, VersionId version) {
    return table.get(ItemKey.version(model, version)).map(item -> Rows.version(model, item));
  }

  /**
   * The metrics of what serves; empty when nothing does, or when its row cannot be understood: they
   * are news for people, and no reason to refuse a version.
   */
  Map<String, Double> championMetrics(ServingPointer pointer) {
    try {
      return pointer
          .championVersion()
          .flatMap(version -> version(pointer.model(), version))
          .map(ModelVersion::metrics)
          .orElse(Map.of());
    } catch (RegistryConflictException e) {
      return Map.of();
    }
  }

  /** The newest versions, newest first. */
  public List<ModelVersion> versions(ModelName model, int limit) {
    return table
        .between(model, ItemKey.VERSIONS, ItemKey.VERSIONS + "~", false, limit)
        .map(item -> Rows.version(model, item))
        .toList();
  }

  /**
   * The versions of runs that were due since a time, newest first.
   *
   * @param since whole seconds; the run's time counts, not when it was committed
   */
  public List<ModelVersion> versionsSince(ModelName model, Instant since, int limit) {
    return table
        .between(
            model, ItemKey.VERSIONS + RunId.scheduled(since), ItemKey.VERSIONS + "~", false, limit)
        .map(item -> Rows.version(model, item))
        .toList();
  }

  /** The versions from one to another, both included, oldest first. */
  public List<ModelVersion> versions(ModelName model, VersionId first, VersionId last, int limit) {
    return table
        .between(model, ItemKey.VERSIONS + first, ItemKey.VERSIONS + last, true, limit)
        .map(item -> Rows.version(model, item))
        .toList();
  }

  public Optional<RunRecord> run(ModelName model, RunId run) {
    return table.get(ItemKey.run(model, run)).map(item -> Rows.run(model, item));
  }

  public Optional<LedgerEntry> entry(ModelName model, long sequence) {
    return table.get(ItemKey.ledger(model, sequence)).map(item -> Rows.entry(model, item));
  }

  /** The ledger from a number on, oldest first. */
  public List<LedgerEntry> ledger(ModelName model, long fromSequence, int limit) {
    return table
        .between(
            model,
            ItemKey.ledger(model, fromSequence).sort(),
            ItemKey.ledger(model, ItemKey.MAX_SEQUENCE).sort(),
            true,
            limit)
        .map(item -> Rows.entry(model, item))
        .toList();
  }
}
