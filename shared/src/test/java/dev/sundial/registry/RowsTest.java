package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RowsTest {
  private final FakeDynamoDb dynamo = new FakeDynamoDb();
  private final RegistryReader reader = new RegistryReader(dynamo, "registry");

  @Test
  void anItemSomebodyElseWroteIsAConflictThatNamesItemAndAttribute() {
    plant(Map.of("championId", AttributeValue.fromS("newest")));
    refused("championId");
    plant(Map.of("championId", AttributeValue.fromS("20261120T031500Z-7f3a9c")));
    refused("scorerRef");
    plant(
        Map.of(
            "championId",
            AttributeValue.fromS("20261120T031500Z-7f3a9c"),
            "championSince",
            AttributeValue.fromS("2026-11-20T03:15:00Z"),
            "scorerRef",
            AttributeValue.fromM(
                Map.of(
                    "role", AttributeValue.fromS("scorer"),
                    "format", AttributeValue.fromS("f"),
                    "key", AttributeValue.fromS("k"),
                    "sha256", AttributeValue.fromS("short"),
                    "bytes", AttributeValue.fromN("1")))));
    refused("sha256");
    plant(Map.of("ledgerSeq", AttributeValue.fromS("one")));
    refused("ledgerSeq");
    plant(Map.of("ledgerSeq", AttributeValue.fromN("1.5")));
    refused("ledgerSeq");
    plant(Map.of("pinnedByHand", AttributeValue.fromS("yes")));
    refused("pinnedByHand");
  }

  @Test
  void aLedgerNumberHasSixDigits() {
    assertThat(ItemKey.ledger(IRIS, 42).sort()).isEqualTo("LEDGER#000042");
    assertThat(ItemKey.ledger(IRIS, 999_999).sort()).isEqualTo("LEDGER#999999");
    assertThatThrownBy(() -> ItemKey.ledger(IRIS, 1_000_000))
        .isInstanceOf(RegistryConflictException.class);
    assertThatThrownBy(() -> ItemKey.ledger(IRIS, 0)).isInstanceOf(RegistryConflictException.class);
  }

  private void refused(String naming) {
    assertThatThrownBy(() -> reader.pointer(IRIS))
        .isInstanceOf(RegistryConflictException.class)
        .hasMessageContaining("POINTER")
        .hasMessageContaining(naming);
  }

  private void plant(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(ItemKey.pointer(IRIS).attributes());
    item.putAll(attributes);
    dynamo.plant(item);
  }
}
