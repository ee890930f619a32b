package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of the account: DynamoDB Local's, with what it does not keep. */
public final class Tables {

  /** The part's own idea of the account's tables. */
  private static final String LOCAL_ARN = "arn:aws:dynamodb:ddblocal:000000000000:table/";

  private static final String ARN = Account.arn("dynamodb", "table/");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");

  private final LocalTables local;
  private final Shelf<StoredTable> shelf;
  private final Clock clock;
  private final Map<String, String> partitionKeys = new ConcurrentHashMap<>();

  public Tables(PartClient part, StateStore state, Clock clock) {
    this.local = new LocalTables(part);
    this.shelf = state.shelf("dynamodb.tables", StoredTable.class);
    this.clock = clock;
  }

  LocalTables local() {
    return local;
  }

  static String arn(String name) {
    return ARN + name;
  }

  /**
   * The name of a table that was given by name or ARN.
   *
   * @throws AwsError when it is neither, or the ARN is one of another account or region
   */
  static String nameOf(String nameOrArn) {
    if (nameOrArn.startsWith("arn:") && !nameOrArn.startsWith(ARN)) {
      throw new AwsError(
          400,
          "ResourceNotFoundException",
          "Requested resource not found: " + nameOrArn + " is not of this account and region");
    }
    String name = nameOrArn.startsWith(ARN) ? nameOrArn.substring(ARN.length()) : nameOrArn;
    return checked("tableName", name);
  }

  /** A name of a table or index. */
  static String checked(String member, String name) {
    if (!NAME.matcher(name).matches()) {
      throw AwsError.validation(
          "1 validation error detected: Value '"
              + name
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
              + NAME);
    }
    return name;
  }

  /** Creates a table and returns its description; tags are kept here. */
  synchronized ObjectNode create(ObjectNode input, Map<String, String> tags) {
    ObjectNode description = describedBy(local.call("CreateTable", input), "TableDescription");
    partitionKeys.clear();
    String name = description.get("TableName").asText();
    shelf.putDurably(name, StoredTable.created(name, clock.instant()).withTags(tags));
    return complete(description);
  }

  /** A table's description; {@code ResourceNotFoundException} when there is none. */
  ObjectNode describe(String name) {
    ObjectNode input = Trees.object().put("TableName", nameOf(name));
    return complete(describedBy(local.call("DescribeTable", input), "Table"));
  }

  /**
   * Name of the partition key; null when there is no such table or index.
   *
   * @param index empty for the table itself
   */
  @Nullable String partitionKey(String table, String index) {
    String name = nameOf(table);
    return partitionKeys.computeIfAbsent(
        name + "/" + index, any -> find(name).map(found -> hashKey(found, index)).orElse(null));
  }

  private static @Nullable String hashKey(ObjectNode table, String index) {
    if (index.isEmpty()) {
      return hashKey(table.path("KeySchema"));
    }
    for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      for (JsonNode each : table.path(kind)) {
        if (each.path("IndexName").asText().equals(index)) {
          return hashKey(each.path("KeySchema"));
        }
      }
    }
    return null;
  }

  private static @Nullable String hashKey(JsonNode schema) {
    for (JsonNode key : schema) {
      if (key.path("KeyType").asText().equals("HASH")) {
        return key.path("AttributeName").asText();
      }
    }
    return null;
  }

  Optional<ObjectNode> find(String name) {
    try {
      return Optional.of(describe(name));
    } catch (AwsError e) {
      if (e.code().equals("ResourceNotFoundException")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  ObjectNode update(ObjectNode input) {
    ObjectNode description = describedBy(local.call("UpdateTable", input), "TableDescription");
    partitionKeys.clear();
    return complete(description);
  }

  synchronized ObjectNode delete(String name) {
    ObjectNode input = Trees.object().put("TableName", nameOf(name));
    ObjectNode description =
        complete(describedBy(local.call("DeleteTable", input), "TableDescription"));
    partitionKeys.clear();
    shelf.removeDurably(nameOf(name));
    return description.put("TableStatus", "DELETING");
  }

  /** What is kept of a table that exists. */
  StoredTable stored(String name) {
    describe(name);
    return kept(nameOf(name));
  }

  synchronized void keep(StoredTable table) {
    shelf.putDurably(table.name(), table);
  }

  /** Whether there is a single item at least. */
  boolean holdsItems(String name) {
    ObjectNode input = Trees.object().put("TableName", name).put("Limit", 1).put("Select", "COUNT");
    return find(name).isPresent() && local.call("Scan", input).path("Count").asInt() > 0;
  }

  /** Switches point-in-time recovery. */
  synchronized StoredTable backups(String name, boolean enabled) {
    StoredTable table = stored(name).withBackups(enabled, clock.instant());
    keep(table);
    return table;
  }

  Instant now() {
    return clock.instant();
  }

  private StoredTable kept(String name) {
    return shelf.get(name).orElseGet(() -> StoredTable.created(name, clock.instant()));
  }

  private static ObjectNode describedBy(ObjectNode output, String member) {
    return (ObjectNode) output.get(member);
  }

  private ObjectNode complete(ObjectNode description) {
    String arn = description.path("TableArn").asText("");
    String name = description.path("TableName").asText();
    if (arn.startsWith(LOCAL_ARN)) {
      description.put("TableArn", arn(name));
    }
    double created = kept(name).created().toEpochMilli() / 1000.0;
    description.put("CreationDateTime", created);
    if (description.get("BillingModeSummary") instanceof ObjectNode billing) {
      billing.put("LastUpdateToPayPerRequestDateTime", created);
    }
    return description;
  }
}
