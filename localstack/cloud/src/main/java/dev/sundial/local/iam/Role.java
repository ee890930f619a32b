package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A role that exists.
 *
 * @param id such as {@code AROA…}
 * @param arn such as {@code arn:aws:iam::000000000000:role/name}
 * @param trust who may assume it: a policy document
 * @param inline its own policies, by name: policy documents
 * @param maxSessionSeconds how long a session may last
 * @param createdAt virtual time
 */
public record Role(
    String name,
    String id,
    String arn,
    String path,
    JsonNode trust,
    Map<String, JsonNode> inline,
    int maxSessionSeconds,
    Instant createdAt) {

  public Role {
    inline = java.util.Collections.unmodifiableMap(new TreeMap<>(inline));
  }

  Role withInline(Map<String, JsonNode> policies) {
    return new Role(name, id, arn, path, trust, policies, maxSessionSeconds, createdAt);
  }
}
