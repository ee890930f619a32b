package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * A resource's properties as its type read them, together with the type.
 *
 * @param <D> what the type reads
 */
record Declaration<D>(ResourceType<D> type, D value) {

  /**
   * Reads resolved properties.
   *
   * @param path stack and logical id
   * @return empty when there are problems, which are noted
   */
  static <D> Optional<Declaration<D>> read(
      ResourceType<D> type, String path, ObjectNode properties, Problems problems) {
    Properties reading = new Properties(path, properties);
    try {
      D value = type.read(reading);
      problems.addAll(reading.problems());
      reading.unasked().forEach(unknown -> problems.add(unknown, "is not supported"));
      return reading.problems().isEmpty()
          ? Optional.of(new Declaration<>(type, value))
          : Optional.empty();
    } catch (TemplateException e) {
      problems.addAll(reading.problems());
      problems.addAll(e.problems());
    } catch (RuntimeException e) {
      problems.addAll(reading.problems());
      if (reading.problems().isEmpty()) {
        problems.add(path, "cannot be read: " + e);
      }
    }
    return Optional.empty();
  }

  Optional<String> givenName() {
    return type.givenName(value);
  }

  Set<String> assetKeys() {
    return type.assetKeys(value);
  }

  Optional<String> replacement(Declaration<?> before) {
    return type.replacement(sameType(before), value);
  }

  Resource create(Deployment deployment) {
    return type.create(value, deployment);
  }

  Resource update(Resource existing, Declaration<?> before, Deployment deployment) {
    return type.update(existing, sameType(before), value, deployment);
  }

  @SuppressWarnings("unchecked")
  private D sameType(Declaration<?> other) {
    if (other.type() != type) {
      throw new IllegalArgumentException(other.type().name() + " is not " + type.name());
    }
    return (D) other.value();
  }
}
