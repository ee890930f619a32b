package dev.sundial.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The resource types there are.
 *
 * @param types by name
 */
record Catalogue(Map<String, ResourceType<?>> types) {

  static Catalogue of(List<ResourceType<?>> types) {
    return new Catalogue(
        types.stream()
            .collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity())));
  }

  Optional<ResourceType<?>> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /** The type of a deployed resource, which a former version of this program knew. */
  ResourceType<?> of(StoredResource stored) {
    return find(stored.type())
        .orElseThrow(
            () ->
                new TemplateException(
                    where(stored)
                        + " has the type "
                        + stored.type()
                        + ", which is not known any more: deploy with --fresh"));
  }

  /** The declaration that a resource was last brought to. */
  Declaration<?> declarationOf(StoredResource stored) {
    Problems problems = new Problems();
    Optional<? extends Declaration<?>> declaration =
        Declaration.read(of(stored), where(stored), parse(stored.properties()), problems);
    if (declaration.isEmpty()) {
      throw new TemplateException(
          where(stored)
              + " was deployed in a form that is not understood any more: deploy with --fresh ("
              + String.join("; ", problems.list())
              + ")");
    }
    return declaration.get();
  }

  /** What is to be done with a resource. */
  Change change(Optional<StoredResource> stored, ObjectNode properties, Declaration<?> after) {
    if (stored.isEmpty()
        || stored.get().physicalId() == null
        || stored.get().status().isDeletion()) {
      return new Change.Create();
    }
    StoredResource existing = stored.get();
    if (!existing.type().equals(after.type().name())) {
      return new Change.Replace("its type was " + existing.type());
    }
    // A newer version of this program may know more attributes than the one that deployed it.
    boolean whole = existing.attributes().keySet().containsAll(after.type().attributes());
    if (whole
        && existing.status().isComplete()
        && parse(existing.properties()).equals(properties)) {
      return new Change.Keep();
    }
    Declaration<?> before = declarationOf(existing);
    return after
        .replacement(before)
        .<Change>map(Change.Replace::new)
        .orElseGet(() -> new Change.Update(before));
  }

  static String where(StoredResource stored) {
    return stored.stack() + "/" + stored.logicalId();
  }

  static ObjectNode parse(String properties) {
    try {
      JsonNode node = CloudAssemblyReader.MAPPER.readTree(properties);
      return (ObjectNode) node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(ObjectNode properties) {
    return properties.toString();
  }
}
