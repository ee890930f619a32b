package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.spec.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newline-delimited JSON: what is read, and what is refused by line and column. */
class NdjsonTest {
  private static final String GOOD =
      IntStream.range(0, 10)
          .mapToObj(
              i ->
                  "{\"x\":%d,\"y\":%s,\"label\":\"%s\"}\n"
                      .formatted(i, i + ".5", i < 5 ? "a" : "b"))
          .collect(Collectors.joining());

  @Test
  void theFirstRecordsNamesDecideTheColumns() throws Exception {
    Dataset data = read(GOOD + "{\"label\":\"b\",\"y\":-2e1,\"x\":1E+2}\n");
    assertThat(data.features()).containsExactly("x", "y");
    assertThat(data.column(0)).startsWith(0, 1).endsWith(9, 100);
    assertThat(data.column(1)).startsWith(0.5, 1.5).endsWith(9.5, -20);
    assertThat(((Target.Labels) data.target()).counts()).containsExactly(5, 6);
  }

  @Test
  void theSpecsFeaturesAreReadAndTheRestMayBeAnything() throws Exception {
    String rest = ",\"note\":{\"by\":[\"me\",{\"a\":1,\"a\":2}]},\"more\":[null],\"id\":\"7\"}";
    ModelSpec spec = DatasetReaderTest.spec("label", "y");
    Dataset data = DatasetReaderTest.read(spec, bucket(GOOD.replace("}", rest) + GOOD)).dataset();
    assertThat(data.features()).containsExactly("y");
    assertThat(data.column(0)).startsWith(0.5, 1.5).endsWith(8.5, 9.5);
  }

  @Test
  void csvAndJsonMayLieSideBySide() throws Exception {
    DataBucketFake both =
        new DataBucketFake()
            .with("iris/1.csv", "y,label,x\n1,a,2\n")
            .with("iris/2.JSONL", GOOD)
            .with("iris/3.csv", "label,x,y\nb,3,4\n");
    LoadedData loaded = DatasetReaderTest.read(DatasetReaderTest.spec("label"), both);
    assertThat(loaded.dataset().features()).containsExactly("y", "x");
    assertThat(loaded.dataset().column(0)).startsWith(1, 0.5).endsWith(9.5, 4);
    assertThat(loaded.provenance().objects())
        .extracting(DataProvenance.ObjectRead::rows)
        .containsExactly(1L, 10L, 1L);
  }

  @Test
  void otherColumnsInTheOtherKindAreTold() {
    DataBucketFake both =
        new DataBucketFake()
            .with("iris/1.csv", "y,label\n1,a\n")
            .with("iris/2.ndjson", "{\"x\":1,\"label\":\"a\"}\n");
    Refused.assertProblems(
        DatasetReaderTest.spec("label"),
        both,
        "/2.ndjson:1: column \"x\": is not in the first object, iris/1.csv; name the features in"
            + " the spec",
        "/2.ndjson:1: column \"y\": is missing from the record");
  }

  @Test
  void aByteOrderMarkWindowsLineEndsBlankLinesAndNoLastLineEnd() throws Exception {
    String text =
        "\uFEFF\r\n  \r\n" + GOOD.replace("\n", " \r\n\r\n") + " {\"x\":1,\"y\":2,\"label\":\"a\"}";
    assertThat(read(text).rows()).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"1, 1", "true, true", "\"1\", 1", "1.50, 1.50", "\" a \", ` a `"})
  void aLabelIsATextOrWhatIsWritten(String json, String label) throws Exception {
    Dataset data = read(GOOD.replace("\"a\"", json));
    assertThat(((Target.Labels) data.target()).names()).containsExactlyInAnyOrder(label, "b");
  }

  @Test
  void labelsMayHoldAnyText() throws Exception {
    Dataset data = read(GOOD.replace("\"a\"", "\"\\ud83c\\udf38 \\\"q\\\"\\n\""));
    assertThat(((Target.Labels) data.target()).names()).containsExactly("b", "🌸 \"q\"\n");
  }

  @Test
  void valuesThatAreNoNumbers() {
    assertProblems(
        """
        {"x":"5.1","y":2,"label":"a"}
        {"x":null,"y":2,"label":"a"}
        {"x":true,"y":2,"label":"a"}
        {"x":{"v":1},"y":[2],"label":"a"}
        {"x":1e400,"y":2,"label":"a"}
        """,
        ":1: column \"x\": must be a number, was the text \"5.1\"",
        ":2: column \"x\": has no value",
        ":3: column \"x\": must be a number, was true",
        ":4: column \"x\": must be a number, was an object",
        ":4: column \"y\": must be a number, was an array",
        ":5: column \"x\": must not exceed ±1.0E100, was \"1e400\"");
  }

  @Test
  void labelsThatAreNone() {
    assertProblems(
        """
        {"x":1,"y":2,"label":null}
        {"x":1,"y":2,"label":" "}
        {"x":1,"y":2,"label":["a"]}
        {"x":1,"y":2,"label":"\\ud83c"}
        {"x":1,"y":2,"label":"%s"}
        """
            .formatted("é".repeat(513)),
        ":1: column \"label\": has no value",
        ":2: column \"label\": has no value",
        ":3: column \"label\": must be a text, was an array",
        ":4: column \"label\": must be well-formed text, was half of a surrogate pair",
        ":5: column \"label\": is longer than 1024 bytes");
  }

  @Test
  void fieldsThatAreMissingOrNewOrThereTwice() {
    assertProblems(
        """
        {"x":1,"y":2,"label":"a"}
        {"x":1,"label":"a"}
        {"x":1,"y":2}
        {"x":1,"y":2,"z":3,"label":"a"}
        {"x":1,"y":2,"x":1,"label":"a"}
        {"x":1,"y":2,"label":"a","label":"b"}
        {}
        """,
        ":2: column \"y\": is missing from the record",
        ":3: column \"label\": is missing from the record; it is the target",
        ":4: column \"z\": is not in the first object, iris/1.ndjson; name the features in the"
            + " spec",
        ":5: column \"x\": stands twice in the record",
        ":6: column \"label\": stands twice in the record",
        ":7: column \"label\": is missing from the record; it is the target",
        ":7: column \"x\": is missing from the record",
        ":7: column \"y\": is missing from the record");
  }

  @Test
  void fieldsThatAreNotReadMustNotBeThereTwiceEither() {
    Refused.assertProblems(
        DatasetReaderTest.spec("label", "x"),
        bucket("{\"x\":1,\"n\":2,\"n\":3,\"label\":\"a\"}\n"),
        "/1.ndjson:1: column \"n\": stands twice in the record");
  }

  @Test
  void firstRecordsThatDecideNothing() {
    assertProblems(
        "{}\n",
        ":1: has no column besides the target",
        ":1: column \"label\": is missing from the record; it is the target");
    assertProblems("{\"label\":\"a\"}\n", ":1: has no column besides the target");
    assertProblems(
        "{\"x\":1}\n", ":1: column \"label\": is missing from the record; it is the target");
    assertProblems(
        "{\"x\":1,\" x\":2,\"label\":\"a\"}\n", ":1: column \"x\": stands twice in the record");
    assertProblems(
        "{\"\":1,\"label\":\"a\"}\n",
        ":1: column number 1 has no name; name the features in the spec");
    assertProblems(
        "{\"\\udf38\":1,\"label\":\"a\"}\n",
        ":1: column \"\udf38\": its name is half of a surrogate pair");
    String wide =
        IntStream.range(0, 16_384)
            .mapToObj(i -> "\"c" + i + "\":1")
            .collect(Collectors.joining(","));
    assertProblems("{" + wide + ",\"label\":\"a\"}", ":1: has more than 16384 columns");
  }

  @Test
  void linesThatAreNoJsonObjects() {
    assertProblems(
        """
        [{"x":1}]
        1
        "text"
        {"x":1,"y":
        {"x":1,"y":2,"label":"a"}}
        {"x":1,"y":2,"label":"a"} {"x":1,"y":2,"label":"a"}
        {"x":NaN,"y":2,"label":"a"}
        {"x":01,"y":2,"label":"a"}
        {"x":.5,"y":2,"label":"a"}
        {x:1,"y":2,"label":"a"}
        {"x":1,"y":2,"label":'a'}
        {"x":1,"y":2,"label":"a",}
        // comment
        x,y,label
        """,
        ":1: must be a JSON object, one a line, was an array",
        ":2: must be a JSON object, one a line, was the number \"1\"",
        ":3: must be a JSON object, one a line, was the text \"text\"",
        ":4: column \"y\": breaks off inside its JSON object; one object a line",
        ":5: is not JSON: Unexpected close marker '}': no open Object to close",
        ":6: goes on after its object; one object a line",
        ":7: column \"x\": is not JSON: Non-standard token 'NaN'",
        ":8: column \"x\": is not JSON: Invalid numeric value: Leading zeroes not allowed",
        ":9: column \"x\": is not JSON: Unexpected character",
        ":10: is not JSON: Unexpected character",
        ":11: column \"label\": is not JSON: Unexpected character",
        ":12: column \"label\": is not JSON: Unexpected character",
        ":13: is not JSON: Unexpected character",
        ":14: is not JSON: Unrecognized token 'x'");
  }

  @Test
  void emptyObjects() {
    assertProblems("", ": is empty");
    assertProblems("\uFEFF\n \r\n\t\n", ": has no record, only blank lines");
  }

  @Test
  void aLineThatIsTooLong() {
    String pad = " ".repeat(1024 * 1024 - 40);
    assertProblems(
        GOOD + "{\"x\":1," + pad + "\"y\":2,\"label\":\"a\"}" + " ".repeat(100) + "\n",
        ":11: holds a line longer than 1048576 characters");
  }

  @Test
  void aLineAsLongAsItMayBe() throws Exception {
    String line = "{\"x\":1,\"y\":2,\"label\":\"a\"}";
    assertThat(read(GOOD + line + " ".repeat(1024 * 1024 - line.length()) + "\n" + GOOD).rows())
        .isEqualTo(21);
  }

  @Test
  void aTextThatIsTooLong() {
    assertProblems(
        GOOD + "{\"x\":1,\"y\":2,\"label\":\"" + "a".repeat(70_000) + "\"}\n",
        ":11: column \"label\": holds a text longer than 65536 characters, a number longer than"
            + " 1000, or more than 32 levels");
  }

  @Test
  void nestingThatNeverEnds() {
    Refused.assertProblems(
        DatasetReaderTest.spec("label", "x"),
        bucket("{\"n\":" + "[".repeat(100_000)),
        "/1.ndjson:1: holds a text longer than 65536 characters, a number longer than"
            + " 1000, or more than 32 levels");
  }

  @Test
  void bytesThatAreNotUtf8() {
    byte[] latin =
        (GOOD + "{\"x\":1,\"y\":2,\"label\":\"Grün\"}\n").getBytes(StandardCharsets.ISO_8859_1);
    Refused.assertProblems(
        DatasetReaderTest.spec("label"),
        new DataBucketFake().with("iris/1.ndjson", latin),
        "/1.ndjson:11: holds bytes that are not UTF-8");
  }

  @Test
  void randomBytesAreAlwaysRefusedAndNeverBreakTheReader() {
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      DataBucketFake bucket = new DataBucketFake().with("iris/1.ndjson", bytes);
      assertThat(Refused.problems(DatasetReaderTest.spec("label"), bucket).problems()).isNotEmpty();
    }
  }

  private static Dataset read(String text) throws BadDataException {
    return DatasetReaderTest.read(DatasetReaderTest.spec("label"), bucket(text)).dataset();
  }

  private static DataBucketFake bucket(String text) {
    return new DataBucketFake().with("iris/1.ndjson", text);
  }

  private static void assertProblems(String text, String... problems) {
    Refused.assertProblems(
        DatasetReaderTest.spec("label"),
        bucket(text),
        Arrays.stream(problems).map(p -> "/1.ndjson" + p).toArray(String[]::new));
  }
}
