package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code AWS::DynamoDB::Table}: on demand, without indexes. */
public final class TableResource implements ResourceType<TableResource.Declared> {
  private static final int LONGEST_NAME = 255;

  private final DynamoDbLocal local;
  private final Recovery recovery;

  /**
   * A declared table.
   *
   * @param name empty when the template gives none
   * @param keys key type (HASH, RANGE) to attribute name
   * @param types attribute name to type
   */
  public record Declared(
      Optional<String> name,
      Map<String, String> keys,
      Map<String, String> types,
      boolean recovery,
      boolean deletionProtection) {}

  public TableResource(DynamoDbLocal local, Recovery recovery) {
    this.local = local;
    this.recovery = recovery;
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
    properties.oneOf("BillingMode", "PROVISIONED", "PAY_PER_REQUEST");
    properties
        .object("SSESpecification")
        .ifPresent(sse -> sse.oneOf("SSEEnabled", "false", "false"));
    Map<String, String> keys = new TreeMap<>();
    properties
        .objects("KeySchema")
        .forEach(
            key -> keys.put(key.oneOf("KeyType", "", "HASH", "RANGE"), key.text("AttributeName")));
    Map<String, String> types = new TreeMap<>();
    properties
        .objects("AttributeDefinitions")
        .forEach(
            attribute ->
                types.put(
                    attribute.text("AttributeName"),
                    attribute.oneOf("AttributeType", "", "S", "N", "B")));
    if (!keys.containsKey("HASH")) {
      properties.problem("KeySchema", "must have a HASH key");
    }
    boolean pointInTime =
        properties
            .object("PointInTimeRecoverySpecification")
            .map(p -> p.bool("PointInTimeRecoveryEnabled", false))
            .orElse(false);
    return new Declared(
        properties.optionalText("TableName"),
        keys,
        types,
        pointInTime,
        properties.bool("DeletionProtectionEnabled", false));
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String table = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    if (call("DescribeTable", named(table)).status() != 200) {
      succeed("CreateTable", creation(table, declaration));
    }
    return configure(table, declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    boolean same =
        before.name().equals(after.name())
            && before.keys().equals(after.keys())
            && before.types().equals(after.types());
    return same ? Optional.empty() : Optional.of("name or key changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return configure(existing.physicalId(), after);
  }

  @Override
  public Optional<String> holds(Resource existing) {
    ObjectNode scan = named(existing.physicalId());
    scan.put("Limit", 1);
    DynamoDbLocal.Answer answer = call("Scan", scan);
    boolean any = answer.status() == 200 && Trees.parse(answer.body()).path("Count").asInt() > 0;
    return any ? Optional.of("items") : Optional.empty();
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    ObjectNode unprotect = named(existing.physicalId());
    unprotect.put("DeletionProtectionEnabled", false);
    if (call("DescribeTable", named(existing.physicalId())).status() == 200) {
      call("UpdateTable", unprotect);
      succeed("DeleteTable", named(existing.physicalId()));
    }
    recovery.forget(existing.physicalId());
  }

  private Resource configure(String table, Declared declaration) {
    ObjectNode description = Trees.parse(succeed("DescribeTable", named(table)));
    boolean isProtected = description.at("/Table/DeletionProtectionEnabled").asBoolean();
    if (isProtected != declaration.deletionProtection()) {
      ObjectNode update = named(table);
      update.put("DeletionProtectionEnabled", declaration.deletionProtection());
      succeed("UpdateTable", update);
    }
    recovery.set(table, declaration.recovery());
    return new Resource(name(), table, Map.of("Arn", Account.arn("dynamodb", "table/" + table)));
  }

  private static ObjectNode creation(String table, Declared declaration) {
    ObjectNode input = named(table);
    input.put("BillingMode", "PAY_PER_REQUEST");
    ArrayNode keys = input.putArray("KeySchema");
    declaration
        .keys()
        .forEach(
            (type, attribute) ->
                keys.addObject().put("AttributeName", attribute).put("KeyType", type));
    ArrayNode types = input.putArray("AttributeDefinitions");
    declaration
        .types()
        .forEach(
            (attribute, type) ->
                types.addObject().put("AttributeName", attribute).put("AttributeType", type));
    return input;
  }

  private static ObjectNode named(String table) {
    return Trees.object().put("TableName", table);
  }

  private byte[] succeed(String operation, ObjectNode input) {
    DynamoDbLocal.Answer answer = call(operation, input);
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "DynamoDB Local refused "
              + operation
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  private DynamoDbLocal.Answer call(String operation, ObjectNode input) {
    try {
      return local.send(operation, Trees.bytes(input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
