package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the names in one template stand for while it is being resolved. */
interface Names {

  /** What {@code Ref} of a parameter, pseudo parameter or resource gives. */
  Meaning ref(String name);

  /** What {@code Fn::GetAtt} gives. */
  Meaning attribute(String logicalId, String attribute);

  /** What {@code Fn::ImportValue} gives. */
  Meaning imported(String export);

  /** Whether a condition holds; empty when there is none of that name. */
  Optional<Boolean> condition(String name);

  /** A value of a mapping; empty when there is none. */
  Optional<JsonNode> mapping(String map, String topKey, String secondKey);
}
