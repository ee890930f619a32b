package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item: a partition per model, a sort key per thing kept of it. */
record ItemKey(ModelName model, String sort) {
  static final String RUNS = "RUN#";
  static final String VERSIONS = "VERSION#";
  static final String LEDGER = "LEDGER#";

  /** Six digits, so that text order is number order. */
  static final long MAX_SEQUENCE = 999_999;

  static ItemKey lease(ModelName model) {
    return new ItemKey(model, "LEASE");
  }

  static ItemKey pointer(ModelName model) {
    return new ItemKey(model, "POINTER");
  }

  static ItemKey run(ModelName model, RunId run) {
    return new ItemKey(model, RUNS + run);
  }

  static ItemKey version(ModelName model, VersionId version) {
    return new ItemKey(model, VERSIONS + version);
  }

  static ItemKey ledger(ModelName model, long sequence) {
    if (sequence < 1 || sequence > MAX_SEQUENCE) {
      throw new RegistryConflictException(
          "a ledger number must be from 1 to " + MAX_SEQUENCE + ", was " + sequence);
    }
    return new ItemKey(model, LEDGER + String.format(Locale.ROOT, "%06d", sequence));
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(
        RegistryKeys.PARTITION,
        AttributeValue.fromS(RegistryKeys.partition(model)),
        RegistryKeys.SORT,
        AttributeValue.fromS(sort));
  }
}
