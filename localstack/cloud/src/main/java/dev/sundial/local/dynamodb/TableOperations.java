package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operations on tables, as opposed to those on items. */
final class TableOperations {

  private final Tables tables;

  TableOperations(Tables tables) {
    this.tables = tables;
  }

  Operations all() {
    return new Operations()
        .on(
            "CreateTable",
            this::create,
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "DeletionProtectionEnabled",
            "SSESpecification",
            "Tags")
        .on("DescribeTable", this::describe, "TableName")
        .on(
            "UpdateTable",
            this::update,
            "TableName",
            "AttributeDefinitions",
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "DeletionProtectionEnabled",
            "SSESpecification")
        .on("DeleteTable", this::delete, "TableName")
        .on("DescribeContinuousBackups", this::backups, "TableName")
        .on(
            "UpdateContinuousBackups",
            this::updateBackups,
            "TableName",
            "PointInTimeRecoverySpecification")
        .on("ListTagsOfResource", this::tags, "ResourceArn", "NextToken")
        .on("TagResource", this::tag, "ResourceArn", "Tags")
        .on("UntagResource", this::untag, "ResourceArn", "TagKeys")
        .refuse(
            "BatchExecuteStatement",
            "CreateBackup",
            "CreateGlobalTable",
            "ExecuteStatement",
            "ExecuteTransaction",
            "ExportTableToPointInTime",
            "ImportTable",
            "PutResourcePolicy",
            "RestoreTableFromBackup",
            "RestoreTableToPointInTime",
            "UpdateTimeToLive");
  }

  private JsonNode create(ObjectNode input, AwsRequest request) {
    checkEncryption(input);
    Map<String, String> tags = tagsIn(input);
    ObjectNode local = input.deepCopy();
    local.remove(List.of("Tags", "SSESpecification"));
    local.put("TableName", Tables.nameOf(Trees.text(input, "TableName")));
    return Trees.object().set("TableDescription", tables.create(local, tags));
  }

  private JsonNode describe(ObjectNode input, AwsRequest request) {
    return Trees.object().set("Table", tables.describe(Trees.text(input, "TableName")));
  }

  private JsonNode update(ObjectNode input, AwsRequest request) {
    checkEncryption(input);
    ObjectNode local = input.deepCopy();
    local.remove("SSESpecification");
    local.put("TableName", Tables.nameOf(Trees.text(input, "TableName")));
    return Trees.object().set("TableDescription", tables.update(local));
  }

  private JsonNode delete(ObjectNode input, AwsRequest request) {
    ObjectNode description = tables.delete(Trees.text(input, "TableName"));
    return Trees.object().set("TableDescription", description);
  }

  private JsonNode backups(ObjectNode input, AwsRequest request) {
    return described(tables.stored(Trees.text(input, "TableName")));
  }

  private JsonNode updateBackups(ObjectNode input, AwsRequest request) {
    StoredTable table = tables.stored(Trees.text(input, "TableName"));
    if (!(input.get("PointInTimeRecoverySpecification") instanceof ObjectNode wanted)
        || !wanted.path("PointInTimeRecoveryEnabled").isBoolean()) {
      throw AwsError.validation(
          "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled is required");
    }
    Operations.refuseOthers(
        "PointInTimeRecoverySpecification", wanted, Set.of("PointInTimeRecoveryEnabled"));
    return described(
        tables.backups(table.name(), wanted.get("PointInTimeRecoveryEnabled").asBoolean()));
  }

  private JsonNode described(StoredTable table) {
    ObjectNode recovery = Trees.object();
    var since = table.backupsSince();
    if (since == null) {
      recovery.put("PointInTimeRecoveryStatus", "DISABLED");
    } else {
      var window = RecoveryWindow.of(since, tables.now());
      recovery
          .put("PointInTimeRecoveryStatus", "ENABLED")
          .put("RecoveryPeriodInDays", RecoveryWindow.DAYS)
          .put("EarliestRestorableDateTime", window.earliest().getEpochSecond())
          .put("LatestRestorableDateTime", window.latest().getEpochSecond());
    }
    ObjectNode description = Trees.object().put("ContinuousBackupsStatus", "ENABLED");
    description.set("PointInTimeRecoveryDescription", recovery);
    return Trees.object().set("ContinuousBackupsDescription", description);
  }

  private JsonNode tags(ObjectNode input, AwsRequest request) {
    ArrayNode tags = Trees.object().arrayNode();
    table(input).tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
    return Trees.object().set("Tags", tags);
  }

  private @Nullable JsonNode tag(ObjectNode input, AwsRequest request) {
    tables.keep(table(input).withTags(tagsIn(input)));
    return null;
  }

  private @Nullable JsonNode untag(ObjectNode input, AwsRequest request) {
    List<String> keys = new ArrayList<>();
    input.path("TagKeys").forEach(key -> keys.add(key.asText()));
    tables.keep(table(input).withoutTags(keys));
    return null;
  }

  private StoredTable table(ObjectNode input) {
    return tables.stored(Trees.text(input, "ResourceArn"));
  }

  private static Map<String, String> tagsIn(ObjectNode input) {
    Map<String, String> tags = new TreeMap<>();
    input
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }

  private static void checkEncryption(ObjectNode input) {
    if (input.path("SSESpecification").path("Enabled").asBoolean()) {
      throw AwsError.validation(
          "The local cloud does not implement SSESpecification.Enabled: tables have the key AWS owns");
    }
  }
}
