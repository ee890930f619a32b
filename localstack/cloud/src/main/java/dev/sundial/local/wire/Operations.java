package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Collects the operations of a service with the members each reads; a request with any other member
 * is refused by its name, since ignoring it would be a silent difference from AWS.
 */
public final class Operations {
  private final Map<String, Operation> table = new LinkedHashMap<>();

  public Operations on(String name, Operation does, String... members) {
    Set<String> known = Set.of(members);
    table.put(
        name,
        (input, request) -> {
          refuseOthers(name, input, known);
          return does.apply(input, request);
        });
    return this;
  }

  /** An operation of AWS that is not implemented here, so that the refusal says so. */
  public Operations refuse(String... names) {
    for (String name : names) {
      table.put(
          name,
          (input, request) -> {
            throw new AwsError(
                400, "UnsupportedOperation", "The local cloud does not implement " + name);
          });
    }
    return this;
  }

  public Map<String, Operation> table() {
    return Map.copyOf(table);
  }

  /** Refuses an input that has a member which is not known and not null. */
  public static void refuseOthers(String where, ObjectNode input, Set<String> known) {
    input
        .properties()
        .forEach(
            member -> {
              if (!known.contains(member.getKey()) && !member.getValue().isNull()) {
                throw AwsError.validation(
                    "The local cloud does not implement " + where + "." + member.getKey());
              }
            });
  }
}
