package dev.sundial.local.stack;

import java.util.Map;

/**
 * A resource that exists.
 *
 * @param type such as {@code AWS::SQS::Queue}
 * @param physicalId what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute name
 */
public record Resource(String type, String physicalId, Map<String, String> attributes) {

  public Resource {
    attributes = Map.copyOf(attributes);
  }

  /** Whether both are the same physical resource. */
  boolean isSame(Resource other) {
    return type.equals(other.type) && physicalId.equals(other.physicalId);
  }
}
