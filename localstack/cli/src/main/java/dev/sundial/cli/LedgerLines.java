package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.LedgerEntry.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Entries of a model's ledger, for people and for programs. */
final class LedgerLines {
  private LedgerLines() {}

  /** One entry in words. */
  static String sentence(LedgerEntry entry) {
    String version = entry.version().map(VersionId::value).orElse("no version");
    return switch (entry.action()) {
      case PROMOTED -> entry.model() + " serves " + version;
      case PROMOTED_BY_HAND, ROLLED_BACK ->
          entry.model() + " serves " + version + " and keeps it: ./sundial unpin " + entry.model();
      case SUPERSEDED, HELD -> version + " does not serve";
      case UNPINNED -> entry.model() + " serves " + version + " until the next run promotes";
    };
  }

  /** Entries as a table. */
  static String table(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return "nothing happened yet";
    }
    Table table = new Table("NO.", "AT", "ACTION", "VERSION", "BEFORE", "WHY");
    for (LedgerEntry entry : entries) {
      table.row(
          String.valueOf(entry.sequence()),
          entry.at().toString(),
          action(entry),
          entry.version().map(VersionId::value).orElse("-"),
          entry.previous().map(VersionId::value).orElse("-"),
          why(entry));
    }
    return table.text();
  }

  static String json(LedgerEntry entry) {
    return JsonWriter.write(fields(entry));
  }

  static String json(List<LedgerEntry> entries) {
    return JsonWriter.write(entries.stream().map(LedgerLines::fields).toList());
  }

  private static Map<String, Object> fields(LedgerEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sequence", entry.sequence());
    json.put("model", entry.model().value());
    json.put("at", entry.at());
    json.put("action", word(entry));
    entry.version().ifPresent(version -> json.put("version", version.value()));
    entry.previous().ifPresent(version -> json.put("previous", version.value()));
    entry.run().ifPresent(run -> json.put("run", run.value()));
    json.put("reason", entry.reason());
    json.put("why", entry.why());
    json.put("published", entry.published());
    return json;
  }

  private static String action(LedgerEntry entry) {
    return entry.action() == Action.HELD ? word(entry) + " (" + entry.reason() + ")" : word(entry);
  }

  /** What a person gave as the reason, or what a promotion has to tell. */
  private static String why(LedgerEntry entry) {
    return entry.action() == Action.PROMOTED ? entry.reason() : entry.why();
  }

  private static String word(LedgerEntry entry) {
    return entry.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
