package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private static Value read(String yaml) {
    return YamlReader.read("m/x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Value field(String yaml, String... path) {
    Value value = read(yaml);
    for (String name : path) {
      value = Objects.requireNonNull(((Value.Fields) value).fields().get(name), name);
    }
    return value;
  }

  @Test
  void keepsLineAndPathOfEveryValue() {
    String yaml =
        """
        # a comment
        name: iris

        trainer:
          hyperparameters:
            epochs: 5
        features:
          - a
          - {b: 1}
        """;

    assertThat(field(yaml, "trainer", "hyperparameters", "epochs").at())
        .hasToString("m/x.yaml:6: trainer.hyperparameters.epochs");
    assertThat(field(yaml, "trainer").at()).hasToString("m/x.yaml:4: trainer");
    Value.Items features = (Value.Items) field(yaml, "features");
    assertThat(features.items().get(0).at()).hasToString("m/x.yaml:8: features[0]");
    Value.Fields inner = (Value.Fields) features.items().get(1);
    assertThat(inner.fields().values())
        .extracting(Value::at)
        .hasToString("[m/x.yaml:9: features[1].b]");
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "-3, -3",
    "+3, 3",
    "0.5, 0.5",
    "1e3, 1E+3",
    ".5, 0.5",
    "5., 5",
    "0x1F, 31",
    "0o17, 15"
  })
  void readsNumbersOfTheCoreSchema(String text, BigDecimal number) {
    Value value = field("x: " + text, "x");
    assertThat(value).isInstanceOf(Value.Number.class);
    assertThat(((Value.Number) value).number()).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "off", "'12'", "\"true\"", "1_000", "12:30", "2026-11-20"})
  void readsEverythingElseAsText(String text) {
    assertThat(field("x: " + text, "x")).isInstanceOf(Value.Text.class);
  }

  @Test
  void readsTruthAndNothing() {
    assertThat(((Value.Truth) field("x: true", "x")).value()).isTrue();
    assertThat(((Value.Truth) field("x: FALSE", "x")).value()).isFalse();
    assertThat(field("x: ~", "x")).isInstanceOf(Value.Nothing.class);
    assertThat(field("x:", "x")).isInstanceOf(Value.Nothing.class);
  }

  @Test
  void readsBlockTextsAndForgivesAByteOrderMark() {
    assertThat(((Value.Text) field("\uFEFFx: |\n  a\n  b\n", "x")).text()).isEqualTo("a\nb\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\nb: 2\\na: 3 | m/x.yaml:3: a: is there twice",
        "a: &x 1 | m/x.yaml:1: a: has the anchor &x; anchors are not read",
        "a: !!str 1 | m/x.yaml:1: a: has the tag tag:yaml.org,2002:str; tags are not read",
        "a: !ruby/object:X {} | m/x.yaml:1: a: has the tag !ruby/object:X; tags are not read",
        "b:\\n  <<: {c: 1} | m/x.yaml:2: b.<<: is a merge key; write the fields themselves",
        "12: x | m/x.yaml:1: 12: is a key that is not a text; put it in quotes",
        "true: x | m/x.yaml:1: true: is a key that is not a text; put it in quotes",
        "? [a]\\n: x | m/x.yaml:1: has a key that is not a text",
        "a: 1\\n---\\nb: 2 | m/x.yaml:2: a second document begins here; one file holds one",
        "a: .inf | m/x.yaml:1: a: must be a finite number of reasonable size, was .inf",
        "a: .NaN | m/x.yaml:1: a: must be a finite number of reasonable size, was .NaN",
        "a: 1e999999999 | m/x.yaml:1: a: must be a finite number of reasonable size, was 1e999999999",
      })
  void refusesWhatAStrictDocumentDoesNotHold(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message);
  }

  @Test
  void namesAnAliasAndItsAnchor() {
    assertThatThrownBy(() -> read("a: &x 1\nb: *x"))
        .hasMessage(
            """
            m/x.yaml:1: a: has the anchor &x; anchors are not read
            m/x.yaml:2: b: is an alias; write the value itself""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1, 2 | m/x.yaml:1: is not YAML",
        "a: 1\\n b: 2 | m/x.yaml:2: is not YAML",
        "a: \"open | m/x.yaml:1: is not YAML",
        "a: 1\\n\\tb: 2 | m/x.yaml:2: is not YAML",
        "a: b: c | m/x.yaml:1: is not YAML",
        "'' | m/x.yaml:1: is empty",
        "# nothing | m/x.yaml:1: is empty",
      })
  void saysWhereItIsNoYaml(String yaml, String start) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith(start);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThatThrownBy(() -> YamlReader.read("m/x.yaml", new byte[] {'a', ':', ' ', (byte) 0xE9}))
        .hasMessage("m/x.yaml: is not UTF-8");
  }

  @Test
  void readsMaxDepthAndRefusesOneMore() {
    String deep = "[".repeat(YamlReader.MAX_DEPTH) + "]".repeat(YamlReader.MAX_DEPTH);
    assertThat(read(deep)).isInstanceOf(Value.Items.class);
    assertThatThrownBy(() -> read("[" + deep + "]")).hasMessageContaining("is deeper than 32");
  }

  @Test
  void readsMaxBytesAndRefusesOneMore() {
    String longest = "a: " + "x".repeat(YamlReader.MAX_BYTES - 3);
    assertThat(read(longest)).isInstanceOf(Value.Fields.class);
    assertThatThrownBy(() -> read(longest + "x")).hasMessageContaining("is longer than 1048576");
  }
}
