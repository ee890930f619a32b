package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.stack.Properties;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy, read and checked.
 *
 * @param json as it was written, functions resolved
 */
public record PolicyDocument(List<Statement> statements, JsonNode json) {

  /** Where a policy stands, which decides what its statements must and must not say. */
  public enum Kind {
    /** Attached to a role: says what the role may do. */
    IDENTITY,
    /** Attached to a bucket, queue, bus: says who may do what with it. */
    RESOURCE,
    /** A role's own: says who may assume it. */
    TRUST
  }

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /**
   * Reads a property that is a policy document. Elements, condition operators and principals that
   * AWS does not know are noted as problems by name.
   *
   * @param name the property, which is required
   */
  public static PolicyDocument read(Properties properties, String name, Kind kind) {
    List<Statement> statements = new ArrayList<>();
    JsonNode json = properties.whole(name).orElse(null);
    if (json == null) {
      properties.problem(name, "is required");
      return new PolicyDocument(List.of(), com.fasterxml.jackson.databind.node.NullNode.instance);
    }
    statements.addAll(
        new PolicyReader(kind, (path, why) -> properties.problem(name + path, why)).read(json));
    return new PolicyDocument(statements, json);
  }

  /**
   * The statements of a policy that was read and checked before.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static List<Statement> statements(JsonNode json, Kind kind) {
    return new PolicyReader(
            kind,
            (path, why) -> {
              throw new IllegalArgumentException(path + " " + why);
            })
        .read(json);
  }
}
