package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.dataset.DataFormat.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFormatTest {

  @ParameterizedTest
  @CsvSource({
    "iris/1.csv, CSV, false",
    "1.CSV, CSV, false",
    "1.csv.gz, CSV, true",
    "1.Csv.GZ, CSV, true",
    "1.ndjson, NDJSON, false",
    "1.jsonl, NDJSON, false",
    "1.ndjson.gz, NDJSON, true",
    "1.jsonl.gz, NDJSON, true",
    ".csv, CSV, false"
  })
  void theEndOfTheNameDecides(String name, Syntax syntax, boolean gzip) {
    assertThat(DataFormat.of(name)).contains(new DataFormat(syntax, gzip));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "csv",
        "1.csv.zip",
        "1.gz",
        "1.json",
        "1.json.gz",
        "1.csv.gz.gz",
        "1.csv.",
        "a.csv/"
      })
  void otherNamesAreNotRead(String name) {
    assertThat(DataFormat.of(name)).isEmpty();
  }

  @Test
  void aKeyMayHaveManyDots() {
    assertThat(DataFormat.of("iris/2026.11.21.csv.gz")).isPresent();
  }
}
