package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {
  private static final List<String> AB = List.of("a", "b");

  @Test
  void hashesEqualSchemasEquallyAndOthersApart() {
    FeatureSchema schema = FeatureSchema.classification("t", AB, List.of("x", "y"));
    assertThat(schema.hash()).hasSize(64).matches("[0-9a-f]+");
    assertThat(FeatureSchema.classification("t", AB, List.of("x", "y")).hash())
        .isEqualTo(schema.hash());
    assertThat(
            List.of(
                FeatureSchema.classification("u", AB, List.of("x", "y")).hash(),
                FeatureSchema.classification("t", List.of("b", "a"), List.of("x", "y")).hash(),
                FeatureSchema.classification("t", AB, List.of("y", "x")).hash(),
                FeatureSchema.classification("t", List.of("ab", "c"), List.of("x", "y")).hash(),
                FeatureSchema.classification("t", List.of("a", "bc"), List.of("x", "y")).hash(),
                FeatureSchema.regression("t", AB).hash()))
        .doesNotHaveDuplicates()
        .doesNotContain(schema.hash());
  }

  @Test
  void hasOneOutputPerLabelAndOneForANumber() {
    assertThat(FeatureSchema.classification("t", AB, List.of("x", "y", "z")).outputs())
        .isEqualTo(3);
    assertThat(FeatureSchema.regression("t", AB).outputs()).isEqualTo(1);
  }

  @Test
  void refusesNamesThatCannotBeTold() {
    refused(() -> FeatureSchema.regression("t", List.of("a", "a")), "twice");
    refused(() -> FeatureSchema.regression("t", List.of("a", " ")), "empty name");
    refused(() -> FeatureSchema.regression("", AB), "empty name");
    refused(() -> FeatureSchema.regression("t", List.of("\ud800")), "well-formed");
    refused(() -> FeatureSchema.classification("t", AB, List.of("x", "x")), "twice");
    FeatureSchema.regression("t", List.of("a".repeat(1024)));
    refused(() -> FeatureSchema.regression("t", List.of("a".repeat(1025))), "at most 1024 bytes");
  }

  @Test
  void boundsTheirNumberOnBothSides() {
    refused(() -> FeatureSchema.regression("t", List.of()), "1 to 4096, were 0");
    FeatureSchema.regression("t", names(4096));
    refused(() -> FeatureSchema.regression("t", names(4097)), "1 to 4096, were 4097");
    refused(() -> FeatureSchema.classification("t", AB, List.of("x")), "2 to 10000, were 1");
    FeatureSchema.classification("t", AB, names(10_000));
    refused(() -> FeatureSchema.classification("t", AB, names(10_001)), "2 to 10000, were 10001");
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  private static void refused(Runnable schema, String message) {
    assertThatIllegalArgumentException().isThrownBy(schema::run).withMessageContaining(message);
  }
}
