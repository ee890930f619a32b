package dev.sundial.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  private static final String LINE =
      "{\"level\":\"ERROR\",\"code\":503,\"at\":{\"row\":7},\"tags\":[\"a\",\"b\"],\"user\":null,"
          + "\"final\":true,\"text\":\"a \\\"quoted\\\" word\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ERROR | an ERROR here | true",
        "ERROR | an error here | false",
        "ERROR timeout | timeout: ERROR | true",
        "ERROR timeout | ERROR | false",
        "?ERROR ?WARN | WARN | true",
        "?ERROR ?WARN | INFO | false",
        "\"out of memory\" | out of memory | true",
        "\"out of memory\" | out memory of | false",
        "ERROR -DEBUG | ERROR DEBUG | false",
        "ERROR -DEBUG | ERROR | true",
      })
  void matchesTerms(String pattern, String line, boolean matches) {
    assertThat(FilterPattern.parse(pattern).test(line)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERROR\" }",
        "{ $.level = ERR* }",
        "{ $.code >= 503 && $.code < 504 }",
        "{ ($.level = \"WARN\" || $.code = 503) && $.at.row = 7 }",
        "{ $.level = \"WARN\" && $.code = 1 || $.at.row = 7 }",
        "{ $.tags[1] = \"b\" }",
        "{ $[\"level\"] != \"WARN\" }",
        "{ $.user IS NULL }",
        "{ $.final IS TRUE }",
        "{ $.other NOT EXISTS }",
        "{ $.text = \"a \\\"quoted\\\" word\" }",
      })
  void matchesJsonLines(String pattern) {
    assertThat(FilterPattern.parse(pattern).test(LINE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERRO\" }",
        "{ $.code > 503 }",
        "{ $.level != \"ERROR\" }",
        "{ $.other != \"x\" }",
        "{ $.other IS NULL }",
        "{ $.level NOT EXISTS }",
        "{ $.level = \"WARN\" && ($.code = 503 || $.at.row = 7) }",
      })
  void leavesOtherJsonLines(String pattern) {
    assertThat(FilterPattern.parse(pattern).test(LINE)).isFalse();
    assertThat(FilterPattern.parse(pattern).test("not JSON")).isFalse();
  }

  @Test
  void refusesByNameWhatItDoesNotDo() {
    assertThatThrownBy(() -> FilterPattern.parse("[ip, user, ...]"))
        .hasMessageContaining("space-delimited");
    assertThatThrownBy(() -> FilterPattern.parse("%ERR.R%"))
        .hasMessageContaining("regular expressions");
    assertThatThrownBy(() -> FilterPattern.parse("?ERROR WARN")).hasMessageContaining("?terms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.a }",
        "{ a = 1 }",
        "{ $.a = 1",
        "{ $.a = 1 && }",
        "{ ($.a = 1 }",
        "{ $.a > \"x\" }",
        "\"open",
        "?",
        "a(b",
      })
  void refusesWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .hasMessageContaining("Invalid filter pattern");
  }
}
