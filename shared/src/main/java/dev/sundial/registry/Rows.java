package dev.sundial.registry;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.LedgerEntry.Action;
import dev.sundial.registry.RunRecord.State;
import dev.sundial.registry.ServingPointer.Champion;
import java.util.Map;
import java.util.Optional;

/** Items of the table to records and back, in one place. */
final class Rows {

  private Rows() {}

  static ServingPointer pointer(ModelName model, Item item) {
    return new ServingPointer(
        model,
        item.number(Column.SEQUENCE, 0),
        item.version(Column.CHAMPION)
            .map(
                version ->
                    new Champion(
                        version, item.ref(Column.SCORER), item.instant(Column.CHAMPION_SINCE))),
        item.version(Column.LATEST),
        item.version(Column.PREVIOUS),
        item.truth(Column.PINNED, false),
        item.number(Column.DRAINED, 0),
        item.members(Column.FAILURES));
  }

  static ModelVersion version(ModelName model, Item item) {
    return new ModelVersion(
        model,
        item.parsed(Column.VERSION_ID, VersionId::parse),
        item.parsed(Column.RUN_ID, RunId::new),
        item.ref(Column.MANIFEST),
        item.ref(Column.SCORER),
        item.parsed(Column.METRICS, Rows::metrics),
        item.number(Column.SEQUENCE),
        item.instant(Column.HAPPENED_AT));
  }

  static Item of(ModelVersion version) {
    return Item.empty()
        .with(Column.VERSION_ID, version.id().value())
        .with(Column.RUN_ID, version.run().value())
        .with(Column.MANIFEST, version.manifest())
        .with(Column.SCORER, version.scorer())
        .with(Column.METRICS, JsonWriter.write(version.metrics()))
        .with(Column.SEQUENCE, version.sequence())
        .with(Column.HAPPENED_AT, version.committedAt());
  }

  static RunRecord run(ModelName model, Item item) {
    return new RunRecord(
        new TrainingRun(
            model,
            item.parsed(Column.RUN_ID, RunId::new),
            item.instant(Column.RUN_TIME),
            item.parsed(Column.VERSION_ID, VersionId::parse),
            item.number(Column.ATTEMPTS)),
        item.parsed(Column.RUN_STATE, State::valueOf),
        item.number(Column.LEASE_TOKEN),
        item.has(Column.ANSWER)
            ? Optional.of(item.parsed(Column.ANSWER, RunAnswer::fromJson))
            : Optional.empty(),
        event(item),
        item.has(Column.EVENT_TYPE) && !item.truth(Column.EVENT_PUBLISHED, false));
  }

  static LedgerEntry entry(ModelName model, Item item) {
    return new LedgerEntry(
        model,
        item.number(Column.SEQUENCE),
        item.instant(Column.HAPPENED_AT),
        item.parsed(Column.ACTION_TAKEN, Action::valueOf),
        item.version(Column.VERSION_ID),
        item.version(Column.PREVIOUS),
        item.text(Column.HOLD_REASON),
        item.text(Column.GIVEN_WHY),
        item.has(Column.RUN_ID)
            ? Optional.of(item.parsed(Column.RUN_ID, RunId::new))
            : Optional.empty(),
        event(item),
        item.truth(Column.EVENT_PUBLISHED, false));
  }

  /**
   * @param writtenBy tells a writer its own entry
   */
  static Item of(LedgerEntry entry, String writtenBy) {
    Item item =
        Item.empty()
            .with(Column.SEQUENCE, entry.sequence())
            .with(Column.HAPPENED_AT, entry.at())
            .with(Column.ACTION_TAKEN, entry.action().name())
            .with(Column.HOLD_REASON, entry.reason())
            .with(Column.GIVEN_WHY, entry.why())
            .with(Column.EVENT_PUBLISHED, entry.published())
            .with(Column.WRITTEN_BY, writtenBy)
            .withOptional(Column.VERSION_ID, entry.version())
            .withOptional(Column.PREVIOUS, entry.previous())
            .withOptional(Column.RUN_ID, entry.run());
    entry
        .event()
        .ifPresent(
            event ->
                item.with(Column.EVENT_TYPE, event.detailType())
                    .with(Column.EVENT_JSON, event.json()));
    return item;
  }

  private static Optional<OutboxEvent> event(Item item) {
    return item.has(Column.EVENT_TYPE)
        ? Optional.of(new OutboxEvent(item.text(Column.EVENT_TYPE), item.text(Column.EVENT_JSON)))
        : Optional.empty();
  }

  private static Map<String, Double> metrics(String json) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(JsonReader.read("metrics", "{\"metrics\":" + json + "}"), problems);
    Map<String, Double> metrics = Metrics.read(form, "metrics");
    problems.throwIfAny();
    return metrics;
  }
}
