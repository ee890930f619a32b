package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code AWS::DynamoDB::Table}: on demand, without indexes. */
public final class TableResource implements ResourceType<TableResource.Declared> {

  private static final int LONGEST_NAME = 255;

  private final Tables tables;

  /**
   * A declared table.
   *
   * @param name empty when the template gives none
   * @param key of the partition, and of the sort key if there is one: attribute names to types
   *     {@code S}, {@code N} or {@code B}
   */
  public record Declared(
      Optional<String> name,
      List<KeyAttribute> key,
      boolean pointInTimeRecovery,
      boolean deletionProtection) {

    public Declared {
      key = List.copyOf(key);
    }
  }

  /** A part of the key: {@code role} is {@code HASH} or {@code RANGE}, {@code type} S, N or B. */
  public record KeyAttribute(String name, String role, String type) {}

  public TableResource(Tables tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "AWS::DynamoDB::Table";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    properties.oneOf("BillingMode", "", "PAY_PER_REQUEST");
    if (!properties.has("BillingMode")) {
      properties.problem("BillingMode", "must be PAY_PER_REQUEST: capacity is not implemented");
    }
    properties
        .object("SSESpecification")
        .filter(encryption -> encryption.bool("SSEEnabled", false))
        .ifPresent(encryption -> encryption.problem("SSEEnabled", "is not supported as true"));
    boolean recovery =
        properties
            .object("PointInTimeRecoverySpecification")
            .map(specification -> specification.bool("PointInTimeRecoveryEnabled", false))
            .orElse(false);
    return new Declared(
        properties.optionalText("TableName"),
        key(properties),
        recovery,
        properties.bool("DeletionProtectionEnabled", false));
  }

  private static List<KeyAttribute> key(Properties properties) {
    Map<String, String> types = new TreeMap<>();
    for (Properties attribute : properties.objects("AttributeDefinitions")) {
      types.put(
          attribute.text("AttributeName"), attribute.oneOf("AttributeType", "S", "S", "N", "B"));
    }
    List<KeyAttribute> key = new ArrayList<>();
    for (Properties element : properties.objects("KeySchema")) {
      String attribute = element.text("AttributeName");
      String role = element.oneOf("KeyType", key.isEmpty() ? "HASH" : "RANGE", "HASH", "RANGE");
      String type = types.remove(attribute);
      if (type == null) {
        element.problem("AttributeName", "is not among the AttributeDefinitions: " + attribute);
      }
      key.add(new KeyAttribute(attribute, role, type == null ? "S" : type));
    }
    if (key.isEmpty()) {
      properties.problem("KeySchema", "is required");
    }
    if (!types.isEmpty()) {
      properties.problem("AttributeDefinitions", "defines what no key uses: " + types.keySet());
    }
    return key;
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String table = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    return tables
        .find(table)
        .map(existing -> adopt(table, existing, declaration))
        .orElseGet(() -> make(table, declaration));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.name().equals(after.name())) {
      return Optional.of("TableName changed");
    }
    return before.key().equals(after.key()) ? Optional.empty() : Optional.of("KeySchema changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return configure(existing.physicalId(), after);
  }

  @Override
  public Optional<String> holds(Resource existing) {
    return tables.holdsItems(existing.physicalId()) ? Optional.of("items") : Optional.empty();
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (tables.find(existing.physicalId()).isPresent()) {
      tables.delete(existing.physicalId());
    }
  }

  /** One that was left by an interrupted create or kept by a DeletionPolicy, if it fits. */
  private Resource adopt(String table, ObjectNode existing, Declared declaration) {
    if (!existing.path("KeySchema").equals(schema(declaration))
        || !existing.path("AttributeDefinitions").equals(definitions(declaration))) {
      throw new AwsError(
          400, "ResourceInUseException", "Table " + table + " exists with another key");
    }
    return configure(table, declaration);
  }

  private Resource make(String table, Declared declaration) {
    ObjectNode input = Trees.object().put("TableName", table).put("BillingMode", "PAY_PER_REQUEST");
    input.set("KeySchema", schema(declaration));
    input.set("AttributeDefinitions", definitions(declaration));
    tables.create(input, Map.of());
    return configure(table, declaration);
  }

  private Resource configure(String table, Declared declaration) {
    tables.update(
        Trees.object()
            .put("TableName", table)
            .put("DeletionProtectionEnabled", declaration.deletionProtection()));
    tables.backups(table, declaration.pointInTimeRecovery());
    return new Resource(name(), table, Map.of("Arn", Tables.arn(table)));
  }

  private static JsonNode schema(Declared declaration) {
    ArrayNode schema = Trees.object().arrayNode();
    declaration
        .key()
        .forEach(
            key -> schema.addObject().put("AttributeName", key.name()).put("KeyType", key.role()));
    return schema;
  }

  private static JsonNode definitions(Declared declaration) {
    ArrayNode definitions = Trees.object().arrayNode();
    declaration
        .key()
        .forEach(
            key ->
                definitions
                    .addObject()
                    .put("AttributeName", key.name())
                    .put("AttributeType", key.type()));
    return definitions;
  }
}
