package dev.sundial.registry;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.lifecycle.VersionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes being read or written, and the values of expressions. An attribute that is missing or
 * of another type than this code writes is a {@link RegistryConflictException} naming it.
 */
final class Item {
  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  static Item empty() {
    return new Item(new LinkedHashMap<>());
  }

  static Item of(Map<String, AttributeValue> attributes) {
    return new Item(new LinkedHashMap<>(attributes));
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  Item with(ItemKey key) {
    attributes.putAll(key.attributes());
    return this;
  }

  Item with(String name, String text) {
    attributes.put(name, AttributeValue.fromS(text));
    return this;
  }

  Item with(String name, long number) {
    attributes.put(name, AttributeValue.fromN(Long.toString(number)));
    return this;
  }

  Item with(String name, boolean truth) {
    attributes.put(name, AttributeValue.fromBool(truth));
    return this;
  }

  Item with(String name, Instant time) {
    return with(name, time.toString());
  }

  Item withMember(String name, String text) {
    attributes.put(name, AttributeValue.fromSs(List.of(text)));
    return this;
  }

  Item with(String name, ArtefactRef ref) {
    Item map =
        empty()
            .with("role", ref.role().id())
            .with("format", ref.format())
            .with("key", ref.key())
            .with("sha256", ref.sha256())
            .with("bytes", ref.bytes());
    attributes.put(name, AttributeValue.fromM(map.attributes));
    return this;
  }

  /** Only when there is one: an absent attribute is how nothing is written. */
  Item withOptional(String name, Optional<?> value) {
    value.ifPresent(present -> with(name, present.toString()));
    return this;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  String text(String name) {
    return optional(name, AttributeValue::s).orElseThrow(() -> malformed(name, "is missing"));
  }

  <T> T parsed(String name, Function<String, T> parser) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException | InvalidDocumentException e) {
      throw malformed(name, String.valueOf(e.getMessage()));
    }
  }

  Optional<VersionId> version(String name) {
    return has(name) ? Optional.of(parsed(name, VersionId::parse)) : Optional.empty();
  }

  long number(String name) {
    String digits =
        optional(name, AttributeValue::n).orElseThrow(() -> malformed(name, "is missing"));
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw malformed(name, "must be a whole number, was " + digits);
    }
  }

  long number(String name, long absent) {
    return has(name) ? number(name) : absent;
  }

  boolean truth(String name, boolean absent) {
    return has(name)
        ? optional(name, AttributeValue::bool)
            .orElseThrow(() -> malformed(name, "must be true or false"))
        : absent;
  }

  Instant instant(String name) {
    return parsed(name, Instant::parse);
  }

  Set<String> members(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? Set.of() : Set.copyOf(value.ss());
  }

  ArtefactRef ref(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || !value.hasM()) {
      throw malformed(name, "is missing");
    }
    Item map = of(value.m());
    try {
      return new ArtefactRef(
          map.parsed("role", ArtefactRole::parse),
          map.text("format"),
          map.text("key"),
          map.text("sha256"),
          map.number("bytes"));
    } catch (IllegalArgumentException | RegistryConflictException e) {
      throw malformed(name, String.valueOf(e.getMessage()));
    }
  }

  private <T> Optional<T> optional(String name, Function<AttributeValue, T> type) {
    AttributeValue value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(type.apply(value));
  }

  private RegistryConflictException malformed(String name, String what) {
    return new RegistryConflictException(
        "registry item " + attributes.get("sk") + ": " + name + " " + what);
  }
}
