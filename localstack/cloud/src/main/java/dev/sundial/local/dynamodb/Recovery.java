package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.wire.Trees;

/**
 * Whether a table's point-in-time recovery is on: kept and read back, nothing is recovered here.
 */
public final class Recovery {
  private final Shelf<Setting> shelf;

  record Setting(boolean enabled) {}

  public Recovery(StateStore store) {
    this.shelf = store.shelf("dynamodb.recovery", Setting.class);
  }

  void set(String table, boolean enabled) {
    shelf.putDurably(table, new Setting(enabled));
  }

  void forget(String table) {
    shelf.removeDurably(table);
  }

  ObjectNode describe(String table) {
    boolean enabled = shelf.get(table).map(Setting::enabled).orElse(false);
    ObjectNode answer = Trees.object();
    ObjectNode backups = answer.putObject("ContinuousBackupsDescription");
    backups.put("ContinuousBackupsStatus", "ENABLED");
    backups
        .putObject("PointInTimeRecoveryDescription")
        .put("PointInTimeRecoveryStatus", enabled ? "ENABLED" : "DISABLED");
    return answer;
  }

  ObjectNode update(String table, ObjectNode input) {
    set(
        table,
        input.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean());
    return describe(table);
  }
}
